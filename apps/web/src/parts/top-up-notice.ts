import { html } from 'hono/html';
import { shortDayText } from '../text/day-text.ts';
import type { Charge } from './charge-list.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

/** Said as long as the last thing that happened is that the saved card could not be charged: why, and what to do. */
export const topUpNotice = (charges: readonly Charge[]): Html => {
  const last = charges.find(({ state }) => state !== 'INTENT');
  if (!last?.topUp || last.state !== 'FAILED') return html``;
  return html`<section class="notice notice-act" aria-labelledby="top-up-title">
<h2 id="top-up-title">Your card was not charged</h2>
<p>On ${shortDayText(last.at)} it was to fill your wallet with ${money(last.amount)}.${last.failure ? html` The answer was: <bdi>${last.failure}</bdi>` : ''}</p>
<p>Nothing was taken. Your flattrs go on counting, on what your wallet still holds. To fill it, <a href="#fund-title">pay now</a>: if your
bank wants to ask whether it is you, it does so there. If the card is no longer the right one, <a href="#card-title">change it</a>.</p>
</section>`;
};
