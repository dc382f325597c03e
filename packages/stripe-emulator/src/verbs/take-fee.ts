import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { moveBalance } from './move-balance.ts';

export type FeeFacts = { amount: number; currency: string; description?: string };

/** Takes a fee of Stripe's own from the platform's balance, such as one of Connect; it is of no charge and has no source. */
export function takeFee(
  effect: Effect,
  { amount, currency, description = 'Connect fees' }: FeeFacts,
): Stripe.BalanceTransaction {
  return moveBalance(effect, {
    type: 'stripe_fee',
    amount: -amount,
    fee: 0,
    currency,
    source: null,
    description,
  });
}
