import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { idOf } from '../objects/id-of.ts';
import { emitEvent } from './emit-event.ts';

/** Takes a card from its customer, who no longer has it as the default either; it cannot be used again. */
export function detachPaymentMethod(effect: Effect, id: string): Stripe.PaymentMethod {
  const { store } = effect;
  const method = store.get('payment_method', id);
  if (!method) throw missingResource('PaymentMethod', id);
  const customer = store.get('customer', idOf(method.customer) ?? '');
  if (!customer) {
    const message =
      'The payment method you provided is not attached to a customer so detachment is impossible.';
    throw new StripeFault(400, { type: 'invalid_request_error', message });
  }
  const detached = { ...method, customer: null };
  store.put('payment_method', detached);
  if (idOf(customer.invoice_settings.default_payment_method) === id) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: null };
    store.put('customer', { ...customer, invoice_settings });
  }
  const previous = { customer: method.customer };
  emitEvent(effect, { type: 'payment_method.detached', object: detached, previous });
  return detached;
}
