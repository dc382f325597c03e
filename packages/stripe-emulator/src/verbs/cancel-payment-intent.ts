import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { emitEvent } from './emit-event.ts';

const open = new Set<string>(['requires_payment_method', 'requires_confirmation', 'requires_action']);

/** Gives a payment up that nobody has paid. */
export function cancelPaymentIntent(
  effect: Effect,
  id: string,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const { store, at } = effect;
  const intent = store.get('payment_intent', id);
  if (!intent) throw missingResource('payment_intent', id);
  if (!open.has(intent.status)) {
    const message = `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`;
    const code = 'payment_intent_unexpected_state';
    throw new StripeFault(400, { type: 'invalid_request_error', code, message, payment_intent: intent });
  }
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    canceled_at: at,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  };
  store.put('payment_intent', canceled);
  emitEvent(effect, { type: 'payment_intent.canceled', object: canceled });
  return canceled;
}
