import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import { shortDayText } from '../text/day-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

/** Said as long as the newest payout is one that did not go through: why, where the money is, and what to do. */
export const payoutNotice = ({ payouts, payoutAccount }: MyEarnings): Html => {
  const [last] = payouts.nodes;
  if (last?.state !== 'FAILED') return html``;
  const next =
    payoutAccount?.state === 'READY'
      ? 'If your bank account was not the reason, you can ask for the payout again below; otherwise the next month’s payouts try again by themselves.'
      : 'See below what the payment provider needs from you. Once it has that, you can ask for the payout again, or wait for the next month’s payouts.';
  return html`<section class="notice notice-act" aria-labelledby="failed-title">
<h2 id="failed-title">Your last payout did not go through</h2>
<p>${money(last.amount)} came back on ${shortDayText(last.endedAt ?? last.createdAt)}.${last.failure ? html` The answer was: <bdi>${last.failure}</bdi>` : ''}</p>
<p>Nothing is lost: all of it is in your earnings again. ${next}</p>
</section>`;
};
