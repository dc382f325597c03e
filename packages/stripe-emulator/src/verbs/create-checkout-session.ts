import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { badParameter, missingResource } from '../http/stripe-fault.ts';
import { buildCheckoutSession } from '../objects/checkout-session.ts';

type CheckoutRequest = {
  line_items: {
    quantity: number;
    price_data: {
      currency: string;
      unit_amount: number;
      product_data: { name: string; description?: string };
    };
  }[];
  customer?: string;
  client_reference_id?: string;
  metadata?: Stripe.Metadata;
  payment_intent_data?: {
    description?: string;
    metadata?: Stripe.Metadata;
    setup_future_usage?: 'off_session';
  };
  success_url: string;
  cancel_url?: string;
};

/** What all items cost together, in the one currency that they share. */
function totalOf(items: CheckoutRequest['line_items']): { amount: number; currency: string } {
  const currency = items[0]?.price_data.currency;
  if (!currency) throw badParameter('Missing required param: line_items.', 'line_items', 'parameter_missing');
  let amount = 0;
  for (const { quantity, price_data } of items) {
    if (price_data.currency !== currency) {
      throw badParameter('All line items must have the same currency.', 'line_items');
    }
    amount += quantity * price_data.unit_amount;
  }
  if (amount > 99_999_999) throw badParameter('The total is too large.', 'line_items', 'amount_too_large');
  return { amount, currency };
}

/** Opens a checkout session; its payment intent comes with the first attempt to pay. */
export function createCheckoutSession(effect: Effect, asked: CheckoutRequest): Stripe.Checkout.Session {
  const { store } = effect;
  if (asked.customer && !store.get('customer', asked.customer)) {
    throw missingResource('customer', asked.customer, 'customer');
  }
  const facts = {
    ...totalOf(asked.line_items),
    customer: asked.customer ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    metadata: asked.metadata ?? {},
    success_url: asked.success_url,
    cancel_url: asked.cancel_url ?? null,
  };
  const session = buildCheckoutSession(facts, effect.origin, effect.at);
  store.put('checkout_session', session);
  store.put('checkout_order', {
    id: session.id,
    items: asked.line_items.map(({ quantity, price_data: { unit_amount, product_data } }) => ({
      name: product_data.name,
      description: product_data.description ?? null,
      quantity,
      unitAmount: unit_amount,
    })),
    intent: {
      description: asked.payment_intent_data?.description ?? null,
      metadata: asked.payment_intent_data?.metadata ?? {},
      setup_future_usage: asked.payment_intent_data?.setup_future_usage ?? null,
    },
  });
  return session;
}
