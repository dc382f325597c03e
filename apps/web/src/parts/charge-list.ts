import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Charges = NonNullable<BudgetPageQuery['viewer']>['charges'];
export type Charge = Charges['nodes'][number];

/**
 * Payments by their date, which a payment that was finished later than another outruns. The provider dates what was paid to the
 * second, we date the rest finer: within a second they stay as they come, the one begun last first.
 */
export const newestFirst = (charges: readonly Charge[]): readonly Charge[] =>
  charges.toSorted((one, other) => secondOf(other) - secondOf(one));

const secondOf = ({ at }: Charge): number => Math.floor(Date.parse(at) / 1000);

/** The payments into the wallet; the newest one may be about to be credited. */
export const chargeList = (
  charges: readonly Charge[],
  pageInfo: Charges['pageInfo'],
  newestIsBeingCredited: boolean,
): Html => {
  if (charges.length === 0) return html``;
  return html`<section aria-labelledby="charges-title">
<h2 class="rule-title" id="charges-title">Payments</h2>
<ul class="entries" role="list">${charges.map(
    (
      charge,
      at,
    ) => html`<li class="entry"><div><p>${dayText(charge.at)}</p><p class="soft">${outcome(charge, at === 0 && newestIsBeingCredited)}</p></div>
<p class="entry-sum">${money(charge.amount)}</p></li>`,
  )}</ul>
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="/me/budget?after=${encodeURIComponent(pageInfo.endCursor)}">Older payments</a></p>`
    : ''
}</section>`;
};

const outcome = ({ state, credited, failure, topUp }: Charge, isBeingCredited: boolean): Html => {
  const by = topUp ? html`by itself: ` : '';
  if (state === 'SUCCEEDED')
    return html`${by}${credited ? html`${money(credited)} arrived in the wallet` : html`paid`}`;
  if (state === 'FAILED')
    return html`${by}did not go through, nothing was taken${failure ? html` (<bdi>${failure}</bdi>)` : ''}`;
  if (topUp) return html`${by}the payment provider has not answered yet`;
  return isBeingCredited ? html`being credited` : html`not finished, nothing was taken`;
};
