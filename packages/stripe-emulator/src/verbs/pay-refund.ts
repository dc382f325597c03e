import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { availableIn } from '../money/read-balance.ts';
import { idOf } from '../objects/id-of.ts';
import { moveBalance } from './move-balance.ts';

/**
 * Takes a refund from the balance and marks it as succeeded, or as pending while the balance has too little or the
 * card's bank takes its time. The fee of the charge stays with Stripe.
 */
export function payRefund(effect: Effect, refund: Stripe.Refund, isSlow: boolean): Stripe.Refund {
  const { amount, currency, id } = refund;
  if (!refund.balance_transaction && availableIn(effect.store, '', currency) < amount) {
    const waiting: Stripe.Refund = { ...refund, pending_reason: 'insufficient_funds' };
    effect.store.put('refund', waiting);
    return waiting;
  }
  const movement = {
    type: 'refund',
    amount: -amount,
    fee: 0,
    currency,
    source: id,
    description: null,
  } as const;
  const balance_transaction = idOf(refund.balance_transaction) ?? moveBalance(effect, movement).id;
  const card = { reference: id.slice(3, 14), reference_status: 'available', type: 'refund' } as const;
  const paid: Stripe.Refund = { ...refund, balance_transaction };
  delete paid.pending_reason;
  const next: Stripe.Refund = isSlow
    ? { ...paid, pending_reason: 'processing' }
    : { ...paid, status: 'succeeded', destination_details: { type: 'card', card } };
  effect.store.put('refund', next);
  return next;
}
