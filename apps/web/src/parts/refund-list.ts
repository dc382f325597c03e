import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Refund = NonNullable<BudgetPageQuery['viewer']>['refunds']['nodes'][number];

/** What went back from the wallet to a card, newest first, and what became of it. */
export const refundList = (refunds: readonly Refund[]): Html => {
  if (refunds.length === 0) return html``;
  return html`<section aria-labelledby="refunds">
<h2 class="rule-title" id="refunds">Refunds</h2>
<ul class="entries" role="list">${refunds.map(
    (
      refund,
    ) => html`<li class="entry"><div><p>${dayText(refund.at)}</p><p class="soft">${outcome(refund)}</p></div>
<p class="entry-sum">${money(refund.amount)}</p></li>`,
  )}</ul></section>`;
};

const outcome = ({ state, failure }: Refund): Html => {
  if (state === 'SUCCEEDED') return html`sent back to your card, which may take ten days to show it`;
  if (state === 'FAILED')
    return html`could not be sent back, and is in your wallet again${failure ? html`: <bdi>${failure}</bdi>` : ''}`;
  return html`on its way to your card`;
};
