import type Stripe from 'stripe';
import { cardOf, needsChallenge, offSessionDecline } from '../cards/decline-of.ts';
import type { Effect } from '../emulator.ts';
import { badParameter, missingResource, StripeFault } from '../http/stripe-fault.ts';
import { buildPaymentIntent } from '../objects/payment-intent.ts';
import { chargeCard } from './charge-card.ts';
import { emitEvent } from './emit-event.ts';
import { findPaymentMethod } from './find-payment-method.ts';

type Payment = {
  amount: number;
  currency: string;
  customer?: string;
  payment_method: string;
  offSession: boolean;
  description?: string;
  metadata?: Stripe.Metadata;
  transfer_group?: string;
};

/** The card to be charged: one that the customer has saved, or one that is nobody's. */
function cardFor(effect: Effect, { customer, payment_method }: Payment): Stripe.PaymentMethod {
  if (customer && !effect.store.get('customer', customer)) {
    throw missingResource('customer', customer, 'customer');
  }
  const method = findPaymentMethod(effect, payment_method);
  if (method.customer === (customer ?? null)) return method;
  const message = customer
    ? `The customer does not have a payment method with the ID ${method.id}.`
    : `The payment method ${method.id} belongs to a customer: name it in the parameter customer.`;
  throw badParameter(message, 'payment_method', 'payment_intent_unexpected_state');
}

function refuseCard(intent: Stripe.PaymentIntent, charge: Stripe.Charge, method: Stripe.PaymentMethod) {
  const { code = 'card_declined', decline_code, message = '' } = intent.last_payment_error ?? {};
  return new StripeFault(402, {
    type: 'card_error',
    code,
    decline_code,
    message,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`,
    charge: charge.id,
    payment_intent: intent,
    payment_method: method,
  });
}

/** Charges a card at once; a declined one is answered and leaves its intent behind, as one does that asks its owner. */
export function createPaymentIntent(effect: Effect, payment: Payment) {
  const { store } = effect;
  const method = cardFor(effect, payment);
  const { payment_method, offSession, ...asked } = payment;
  const facts = {
    ...asked,
    customer: payment.customer ?? null,
    description: payment.description ?? null,
    metadata: payment.metadata ?? {},
    setup_future_usage: null,
    transfer_group: payment.transfer_group ?? null,
  };
  const created = buildPaymentIntent(facts, effect.at);
  emitEvent(effect, { type: 'payment_intent.created', object: created });
  if (!offSession && needsChallenge(store, method)) {
    const next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
    const asking = { ...created, next_action, payment_method: method.id, status: 'requires_action' } as const;
    store.put('payment_intent', asking);
    emitEvent(effect, { type: 'payment_intent.requires_action', object: asking });
    return asking;
  }
  const decline = offSession ? offSessionDecline(store, method) : cardOf(method)?.onSession;
  const { intent, charge } = chargeCard(effect, created, method, decline);
  return decline ? refuseCard(intent, charge, method) : intent;
}
