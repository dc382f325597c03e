import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import { dayText } from '../text/day-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Payouts = MyEarnings['payouts'];
type Payout = Payouts['nodes'][number];

/** What left for the creator's bank, newest first. */
export const payoutList = ({ nodes, pageInfo }: Payouts): Html => {
  if (nodes.length === 0) return html``;
  return html`<section aria-labelledby="payouts-title"><h2 class="rule-title" id="payouts-title">Paid out</h2>
<ul class="entries" role="list">${nodes.map(
    (
      payout,
    ) => html`<li class="entry"><div><p>${dayText(payout.endedAt ?? payout.createdAt)}</p><p class="soft">${outcome(payout)}</p></div>
<p class="entry-sum">${money(payout.amount)}</p></li>`,
  )}</ul>
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="/me/earnings?after=${encodeURIComponent(pageInfo.endCursor)}">Older payouts</a></p>`
    : ''
}</section>`;
};

const outcome = ({ state, transferId, failure }: Payout): Html => {
  if (state === 'PAID') return html`paid${transferId ? html`, transfer <code>${transferId}</code>` : ''}`;
  if (state === 'WAITING')
    return html`decided; it leaves by itself as soon as the payment provider has the money ready`;
  if (state === 'RETURNING')
    return html`did not reach your bank${failure ? html` (<bdi>${failure}</bdi>)` : ''}; the money is on its way back to you here`;
  if (state === 'TRANSFERRED')
    return html`on its way to your bank${transferId ? html`, transfer <code>${transferId}</code>` : ''}`;
  if (state === 'FAILED')
    return html`did not go through; the money is still yours${failure ? html` (<bdi>${failure}</bdi>)` : ''}`;
  return html`on its way`;
};
