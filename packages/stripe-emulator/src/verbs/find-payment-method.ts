import type Stripe from 'stripe';
import { cardOfToken } from '../cards/test-tokens.ts';
import type { Effect } from '../emulator.ts';
import { missingResource } from '../http/stripe-fault.ts';
import { buildPaymentMethod } from '../objects/payment-method.ts';

const validYears = 3;

/** The payment method of an id, or a new one where the id is one of those that Stripe has ready for tests. */
export function findPaymentMethod(
  effect: Effect,
  id: string,
  param = 'payment_method',
): Stripe.PaymentMethod {
  const { store, at } = effect;
  const held = store.get('payment_method', id);
  if (held) return held;
  const card = cardOfToken(id);
  if (!card) throw missingResource('PaymentMethod', id, param);
  const expYear = new Date(at * 1000).getUTCFullYear() + validYears;
  const method = buildPaymentMethod({ card, expMonth: 12, expYear }, null, at);
  store.put('payment_method', method);
  return method;
}
