import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Charges = NonNullable<BudgetPageQuery['viewer']>['charges'];
type Charge = Charges['nodes'][number];

/** What was paid into the wallet, newest first. */
export const chargeList = ({ nodes, pageInfo }: Charges): Html => {
  if (nodes.length === 0) return html``;
  return html`<section aria-labelledby="charges-title">
<h2 class="rule-title" id="charges-title">Paid so far</h2>
<ul class="entries" role="list">${nodes.map(
    (
      charge,
    ) => html`<li class="entry"><div><p>${dayText(charge.at)}</p><p class="soft">${outcome(charge)}</p></div>
<p class="entry-sum">${money(charge.amount)}</p></li>`,
  )}</ul>
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="/me/budget?after=${encodeURIComponent(pageInfo.endCursor)}">Older payments</a></p>`
    : ''
}</section>`;
};

const outcome = ({ state, credited, failure }: Charge): Html => {
  if (state === 'SUCCEEDED') return credited ? html`${money(credited)} arrived in the wallet` : html`paid`;
  if (state === 'FAILED') return html`did not go through${failure ? html`: <bdi>${failure}</bdi>` : ''}`;
  return html`not paid yet`;
};
