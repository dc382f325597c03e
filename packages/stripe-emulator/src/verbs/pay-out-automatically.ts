import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { createPayout } from './create-payout.ts';

const daySeconds = 86_400;

/** Whether an account is paid out by itself, as Stripe does unless the schedule is manual. */
export function isAutomatic({ settings }: Stripe.Account): boolean {
  return settings?.payouts?.schedule.interval !== 'manual';
}

/** The next midnight, UTC. */
export function nextMidnight(at: number): number {
  return at - (at % daySeconds) + daySeconds;
}

/** Sends all that an account has to its bank, a payout per currency. */
export function payOutAutomatically(effect: Effect, accountId: string): void {
  const { store } = effect;
  const account = store.get('account', accountId);
  if (!account?.payouts_enabled || !isAutomatic(account)) return;
  for (const { id, available } of store.list('available_balance', { owner: accountId, limit: -1 })) {
    const facts = { amount: available, currency: id.slice(-3), description: 'STRIPE PAYOUT', metadata: {} };
    if (available > 0) createPayout(effect, accountId, { ...facts, automatic: true });
  }
}
