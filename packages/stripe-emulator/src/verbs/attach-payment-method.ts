import type Stripe from 'stripe';
import { savingDecline } from '../cards/decline-of.ts';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { emitEvent } from './emit-event.ts';
import { findPaymentMethod } from './find-payment-method.ts';

/** Makes a card a customer's own, and tells it. */
export function attachTo(
  effect: Effect,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  const attached = { ...method, customer };
  effect.store.put('payment_method', attached);
  emitEvent(effect, { type: 'payment_method.attached', object: attached });
  return attached;
}

/** Saves a card for a customer; a bad card, or one of another customer, is refused. */
export function attachPaymentMethod(effect: Effect, id: string, customer: string): Stripe.PaymentMethod {
  if (!effect.store.get('customer', customer)) throw missingResource('customer', customer, 'customer');
  const method = findPaymentMethod(effect, id, 'id');
  if (method.customer === customer) return method;
  if (method.customer) {
    const message = 'The payment method you provided has already been attached to a customer.';
    throw new StripeFault(400, { type: 'invalid_request_error', message });
  }
  const decline = savingDecline(method);
  if (!decline) return attachTo(effect, method, customer);
  const { code, declineCode: decline_code, message } = decline;
  throw new StripeFault(402, { type: 'card_error', code, decline_code, message });
}
