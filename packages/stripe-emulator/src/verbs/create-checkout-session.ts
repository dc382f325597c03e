import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { badParameter, missingResource } from '../http/stripe-fault.ts';
import { buildCheckoutSession } from '../objects/checkout-session.ts';
import { buildSetupIntent } from '../objects/setup-intent.ts';
import type { CheckoutOrder } from '../store/documents.ts';
import { emitEvent } from './emit-event.ts';
import { schedule } from './schedule.ts';

type CheckoutRequest = {
  mode: 'payment' | 'setup';
  line_items?: {
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
  setup_intent_data?: { description?: string; metadata?: Stripe.Metadata };
  currency?: string;
  expires_at?: number;
  success_url: string;
  cancel_url?: string;
};

type Items = NonNullable<CheckoutRequest['line_items']>;

const daySeconds = 86_400;
const leastSeconds = 1800;

/** What all items cost together, in the one currency that they share. */
function totalOf(items: Items): { amount: number; currency: string } {
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

/** What a session is about: an amount to be paid, or a card that is only to be saved. */
function subjectOf(effect: Effect, asked: CheckoutRequest) {
  const { mode, line_items: items, setup_intent_data: setup = {}, currency = null } = asked;
  if (mode === 'payment') return { mode, ...totalOf(items ?? []), setup_intent: null };
  if (items) throw badParameter('You can not pass `line_items` in `setup` mode.', 'line_items');
  if (asked.payment_intent_data) {
    throw badParameter('You can not pass `payment_intent_data` in `setup` mode.', 'payment_intent_data');
  }
  const customer = asked.customer ?? null;
  const { description = null, metadata = {} } = setup;
  const intent = buildSetupIntent({ customer, description, metadata, usage: 'off_session' }, effect.at);
  effect.store.put('setup_intent', intent);
  emitEvent(effect, { type: 'setup_intent.created', object: intent });
  return { mode, amount: null, currency, setup_intent: intent.id };
}

/** Until when a session is open: a day unless less is asked for, half an hour at least. */
function expiryOf({ at }: Effect, asked: number | undefined): number {
  if (asked === undefined) return at + daySeconds;
  if (asked >= at + leastSeconds && asked <= at + daySeconds) return asked;
  const message =
    'The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from Checkout Session creation.';
  throw badParameter(message, 'expires_at');
}

function orderOf(id: string, asked: CheckoutRequest): CheckoutOrder {
  const { line_items = [], payment_intent_data: data = {} } = asked;
  return {
    id,
    items: line_items.map(({ quantity, price_data: { unit_amount, product_data } }) => ({
      name: product_data.name,
      description: product_data.description ?? null,
      quantity,
      unitAmount: unit_amount,
    })),
    intent: {
      description: data.description ?? null,
      metadata: data.metadata ?? {},
      setup_future_usage: data.setup_future_usage ?? null,
    },
  };
}

/** Opens a checkout session; a payment intent comes with the first attempt to pay, a setup intent at once. */
export function createCheckoutSession(effect: Effect, asked: CheckoutRequest): Stripe.Checkout.Session {
  const { store } = effect;
  if (asked.customer && !store.get('customer', asked.customer)) {
    throw missingResource('customer', asked.customer, 'customer');
  }
  const facts = {
    ...subjectOf(effect, asked),
    customer: asked.customer ?? null,
    client_reference_id: asked.client_reference_id ?? null,
    metadata: asked.metadata ?? {},
    success_url: asked.success_url,
    cancel_url: asked.cancel_url ?? null,
    expires_at: expiryOf(effect, asked.expires_at),
  };
  const session = buildCheckoutSession(facts, effect.origin, effect.at);
  store.put('checkout_session', session);
  store.put('checkout_order', orderOf(session.id, asked));
  schedule(effect, 'session-expires', session.id, session.expires_at);
  return session;
}
