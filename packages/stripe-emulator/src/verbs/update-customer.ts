import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { badParameter, missingResource } from '../http/stripe-fault.ts';
import { mergeMetadata } from '../objects/merge-metadata.ts';
import { emitEvent } from './emit-event.ts';

type CustomerChanges = {
  email?: string;
  name?: string;
  description?: string;
  phone?: string;
  metadata?: Stripe.Metadata;
  invoice_settings?: { default_payment_method: string };
};

/** Changes what is known of a customer, and which of their cards is the default. */
export function updateCustomer(effect: Effect, id: string, asked: CustomerChanges): Stripe.Customer {
  const { store } = effect;
  const customer = store.get('customer', id);
  if (!customer) throw missingResource('customer', id);
  const { metadata, invoice_settings, ...facts } = asked;
  const next: Stripe.Customer = { ...customer, ...facts };
  if (metadata) next.metadata = mergeMetadata(customer.metadata, metadata);
  if (invoice_settings) {
    const method = invoice_settings.default_payment_method;
    if (method !== '' && store.get('payment_method', method)?.customer !== id) {
      const message = `The customer does not have a payment method with the ID ${method}.`;
      throw badParameter(message, 'invoice_settings[default_payment_method]', 'resource_missing');
    }
    next.invoice_settings = { ...customer.invoice_settings, default_payment_method: method || null };
  }
  store.put('customer', next);
  emitEvent(effect, { type: 'customer.updated', object: next });
  return next;
}
