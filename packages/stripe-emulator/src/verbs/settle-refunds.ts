import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { emitEvent } from './emit-event.ts';
import { payRefund } from './pay-refund.ts';

/** Lets a refund of a slow bank arrive. */
export function succeedRefund(effect: Effect, id: string): void {
  const refund = effect.store.get('refund', id);
  if (refund?.status === 'pending') settle(effect, refund);
}

/** Pays the refunds that wait for the balance, the oldest first, as far as the balance goes. */
export function settleRefunds(effect: Effect): void {
  const pending = effect.store.list('refund', { where: { status: 'pending' }, limit: -1 }).reverse();
  for (const refund of pending) if (refund.pending_reason === 'insufficient_funds') settle(effect, refund);
}

function settle(effect: Effect, refund: Stripe.Refund): void {
  const next = payRefund(effect, refund, false);
  if (next.status !== 'succeeded') return;
  const previous = { status: refund.status };
  emitEvent(effect, { type: 'refund.updated', object: next, previous });
  emitEvent(effect, { type: 'charge.refund.updated', object: next, previous });
}
