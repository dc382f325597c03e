import { EarningsPageDocument, type EarningsPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { earningsBalances } from '../parts/earnings-balances.ts';
import { byMonth, earningsMonth } from '../parts/earnings-month.ts';
import { isBackFrom, lookAgain } from '../parts/looking.ts';
import { payoutList } from '../parts/payout-list.ts';
import { payoutNotice } from '../parts/payout-notice.ts';
import { payoutsForm } from '../parts/payouts-form.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

export type MyEarnings = NonNullable<EarningsPageQuery['viewer']>['earnings'];

type Refused = { readonly refusal?: FieldRefusal; readonly country?: string };

/** My earnings: what is there and free, each month with the things that earned it, and what was paid out. */
export const showEarnings = async (c: WebContext, { refusal, country }: Refused = {}): Promise<Response> => {
  const answer = await c.var.flattr.request(EarningsPageDocument, { after: c.req.query('after') || null });
  if (!answer.viewer) return signInFirst(c, '/me/earnings');
  const { earnings } = answer.viewer;
  const isBack = isBackFrom(c, 'set-up');
  return page(
    c,
    {
      title: 'My earnings · Flattr',
      shell: answer,
      status: refusal ? 422 : 200,
      goTo: isBack && earnings.payoutAccount?.state === 'NOT_FINISHED' ? lookAgain(c, 'set-up') : undefined,
      goAfterSeconds: 2,
    },
    html`<header class="page-head"><h1>My earnings</h1>
<p class="lede">What others’ flattrs became for what you made.</p></header>
${payoutNotice(earnings)}
${earningsBalances(earnings, refusal)}
${payoutsForm(earnings.payoutAccount, answer.payoutCountries, { isBack, country, refusal })}
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
