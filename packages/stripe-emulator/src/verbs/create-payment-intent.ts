import type Stripe from 'stripe';
import { cardOfFingerprint } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { badParameter, missingResource, StripeFault } from '../http/stripe-fault.ts';
import { buildPaymentIntent } from '../objects/payment-intent.ts';
import { chargeCard } from './charge-card.ts';

type OffSessionPayment = {
  amount: number;
  currency: string;
  customer: string;
  payment_method: string;
  description?: string;
  metadata?: Stripe.Metadata;
  transfer_group?: string;
};

function savedCard(effect: Effect, payment: OffSessionPayment): Stripe.PaymentMethod {
  const { customer, payment_method } = payment;
  if (!effect.store.get('customer', customer)) throw missingResource('customer', customer, 'customer');
  const method = effect.store.get('payment_method', payment_method);
  if (!method) throw missingResource('PaymentMethod', payment_method, 'payment_method');
  if (method.customer === customer) return method;
  const message = `The customer does not have a payment method with the ID ${method.id}.`;
  throw badParameter(message, 'payment_method', 'payment_intent_unexpected_state');
}

/** Charges a saved card while its owner is away; a declined card is answered and leaves its intent behind. */
export function createPaymentIntent(effect: Effect, payment: OffSessionPayment) {
  const method = savedCard(effect, payment);
  const { payment_method, ...asked } = payment;
  const facts = {
    ...asked,
    description: payment.description ?? null,
    metadata: payment.metadata ?? {},
    setup_future_usage: null,
    transfer_group: payment.transfer_group ?? null,
  };
  const decline = cardOfFingerprint(method.card?.fingerprint ?? '')?.offSession;
  const { intent, charge } = chargeCard(effect, buildPaymentIntent(facts, effect.at), method, decline);
  if (!decline) return intent;
  return new StripeFault(402, {
    type: 'card_error',
    code: decline.code,
    decline_code: decline.declineCode,
    message: decline.message,
    doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    charge: charge.id,
    payment_intent: intent,
    payment_method: method,
  });
}
