import { EarningsPageDocument, type EarningsPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { byMonth, earningsMonth } from '../parts/earnings-month.ts';
import type { Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { payoutList } from '../parts/payout-list.ts';
import { payoutsForm } from '../parts/payouts-form.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { isZero } from '../text/micros.ts';
import type { WebContext } from '../web-env.ts';

export type MyEarnings = NonNullable<EarningsPageQuery['viewer']>['earnings'];

type Refused = { readonly refusal?: FieldRefusal; readonly country?: string };

/** My earnings: what is there and free, each month with the things that earned it, and what was paid out. */
export const showEarnings = async (c: WebContext, { refusal, country }: Refused = {}): Promise<Response> => {
  const answer = await c.var.flattr.request(EarningsPageDocument, { after: c.req.query('after') || null });
  if (!answer.viewer) return signInFirst(c, '/me/earnings');
  const { earnings } = answer.viewer;
  return page(
    c,
    { title: 'My earnings · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>My earnings</h1>
<p class="lede">What others’ flattrs became for what you made.</p></header>
${balances(earnings.balances, earnings.payoutAccount)}
${payoutsForm(earnings.payoutAccount, answer.payoutCountries, country, refusal)}
${payoutList(earnings.payouts)}
<section aria-labelledby="months-title">
<h2 class="rule-title" id="months-title">By month</h2>
${
  earnings.months.length > 0
    ? byMonth(earnings.months).map(earningsMonth)
    : html`<p class="quiet">No month with a share of yours has been settled yet. Shares come when a month ends.</p>`
}
</section>`,
  );
};

const balances = (all: MyEarnings['balances'], account: MyEarnings['payoutAccount']): Html => {
  if (all.length === 0) return html`<p class="amount amount-none">Nothing yet</p>`;
  return html`<div class="balances">${all.map(
    ({ total, available, held, minimum }) => html`<section class="balance" aria-label="In ${total.currency}">
<p class="amount">${money(total)}</p>
<dl class="legend">
<div><dt><span class="key key-share"></span>free to be paid out</dt><dd>${money(available)}</dd></div>
${isZero(held) ? '' : html`<div><dt><span class="key key-kept"></span>held until the payments behind it are safe</dt><dd>${money(held)}</dd></div>`}
</dl>
<p class="hint">${account?.ready ? html`Paid out by itself once ${money(minimum)} is free.` : html`Will be paid out once you have set up payouts and ${money(minimum)} is free.`}</p>
</section>`,
  )}</div>
<p class="soft"><a href="/me/earnings/history">What came and went</a></p>`;
};
