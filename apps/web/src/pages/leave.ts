import { LeavePageDocument, type LeavePageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { field, formRefusal } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { isZero } from '../text/micros.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

type Leaver = NonNullable<LeavePageQuery['viewer']>;

/** What becomes of everything when I leave, and the form that asks me to type my handle. */
export const showLeave = async (c: WebContext, refusal?: FieldRefusal): Promise<Response> => {
  const answer = await c.var.flattr.request(LeavePageDocument);
  const { viewer } = answer;
  if (!viewer) return signInFirst(c, '/me/leave');
  const handle = answer.viewer?.user.handle ?? '';
  return page(
    c,
    { title: 'Leave Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>Leave Flattr</h1>
<p class="lede">This cannot be undone. Read what happens first.</p></header>
<section aria-labelledby="happens-title"><h2 class="rule-title" id="happens-title">What happens</h2>
<dl class="what-happens">
<dt>Your wallet</dt><dd>${wallet(viewer)}</dd>
<dt>Your earnings</dt><dd>${earnings(viewer)}</dd>
<dt>Your flattrs</dt><dd>Those of this month are undone, and none stands any more. Those of months that are over stay, without your name: other people’s receipts rest on them.</dd>
<dt>Your things</dt><dd>${things(viewer)}</dd>
<dt>What you share</dt><dd>Your part of what others made with you goes to those others from this month on, in the proportion of theirs.</dd>
<dt>You</dt><dd>Your name, your handle, your ways to sign in and your tokens are erased now, and <bdi>${viewer.email}</bdi> as soon as the last mail is sent. Somebody else may take your handle. What stays is a random number without a name.</dd>
</dl></section>
<form class="form" method="post" action="/me/leave">
${formRefusal(refusal, ['handle'])}
${field(
  {
    name: 'handle',
    label: 'Type your handle to leave',
    maxlength: 31,
    hint: `It is ${handle}.`,
  },
  refusal,
)}
<button class="button" type="submit">Leave Flattr for good</button>
</form>
<p class="more"><a href="/me/month">No, I stay</a></p>`,
  );
};

const wallet = ({ wallets }: Leaver): Html => {
  const full = wallets.filter(({ balance }) => !isZero(balance));
  if (full.length === 0) return html`It is empty. No card of yours is charged again.`;
  return html`${full.map(({ balance, refundable }) => html`${money(refundable)} of ${money(balance)} go back to your cards now. `)}What a
month that is over has reserved for those whom you flattred goes to them first, and the rest follows. No card of yours is charged again.
What is less than the smallest coin, or what a card does not take back, is kept for your receipt.`;
};

const earnings = ({ earnings: { balances, payoutAccount } }: Leaver): Html => {
  const earned = balances.filter(({ total }) => !isZero(total));
  const ready = payoutAccount?.state === 'READY';
  const paid =
    'What is free is paid to your bank at once and what is held as soon as it is free, however little it is.';
  if (earned.length === 0)
    return html`You have none that waits. ${ready ? `What this or an earlier month still brings: ${paid.charAt(0).toLowerCase()}${paid.slice(1)}` : ''}`;
  const sums = html`You have ${earned.map(({ total }, at) => html`${at > 0 ? ' and ' : ''}${money(total)}`)}.`;
  if (ready) return html`${sums} ${paid}`;
  return html`${sums} <strong>Your payouts are not set up, so none of it can be sent to you.</strong> It waits for 90 days, then it is
kept for three years for whoever shows your receipt, and then it goes to a charity. <a href="/me/earnings">Set up your payouts first</a>.`;
};

const things = ({ user, claims }: Leaver): Html => {
  const count = user.things.totalCount;
  if (count === 0 && claims.totalCount === 0) return html`You have none.`;
  return html`${countText(count, 'thing')}${claims.totalCount > 0 ? html` and ${countText(claims.totalCount, 'claim')} to sites` : ''}
stop being yours. What ${count === 1 ? 'it is' : 'they are'} given from this month on waits for whoever proves to be the creator, and
goes back to those who gave it if nobody does.`;
};
