import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { idOf } from '../objects/id-of.ts';
import { emitEvent } from './emit-event.ts';
import { moveBalance } from './move-balance.ts';

/** Lets a refund fail that the card's bank does not take: its money comes back to the balance. */
export function failRefund(effect: Effect, id: string, reason = 'lost_or_stolen_card'): Stripe.Refund {
  const { store } = effect;
  const refund = store.get('refund', id);
  if (!refund) throw missingResource('refund', id);
  const { amount, currency } = refund;
  if (refund.status === 'failed') {
    throw new StripeFault(400, {
      type: 'invalid_request_error',
      message: `Refund ${id} has failed already.`,
    });
  }
  const failed: Stripe.Refund = { ...refund, status: 'failed', failure_reason: reason };
  delete failed.pending_reason;
  if (refund.balance_transaction) {
    const movement = {
      type: 'refund_failure',
      amount,
      fee: 0,
      currency,
      source: id,
      description: null,
    } as const;
    failed.failure_balance_transaction = moveBalance(effect, movement).id;
  }
  const charge = store.get('charge', idOf(refund.charge) ?? '');
  if (charge) {
    const amount_refunded = charge.amount_refunded - amount;
    store.put('charge', { ...charge, amount_refunded, refunded: false });
  }
  store.put('refund', failed);
  const previous = { status: refund.status };
  emitEvent(effect, { type: 'refund.failed', object: failed, previous });
  emitEvent(effect, { type: 'refund.updated', object: failed, previous });
  emitEvent(effect, { type: 'charge.refund.updated', object: failed, previous });
  return failed;
}
