import type Stripe from 'stripe';
import { type CardMistake, readCard, type TypedCard } from '../cards/read-card.ts';
import type { Effect } from '../emulator.ts';
import { buildPaymentIntent } from '../objects/payment-intent.ts';
import { buildPaymentMethod } from '../objects/payment-method.ts';
import type { CheckoutOrder } from '../store/documents.ts';
import { chargeCard } from './charge-card.ts';
import { createCustomer } from './create-customer.ts';
import { emitEvent } from './emit-event.ts';

export type OpenCheckout = { session: Stripe.Checkout.Session; order: CheckoutOrder };

const idOf = (value: string | { id: string } | null): string | null =>
  typeof value === 'object' && value ? value.id : value;

/** The intent of an earlier attempt, or a new one. */
function intentOf(effect: Effect, checkout: OpenCheckout, customer: string | null): Stripe.PaymentIntent {
  const { session, order } = checkout;
  const earlier = effect.store.get('payment_intent', idOf(session.payment_intent) ?? '');
  if (earlier) return earlier;
  const { amount_total, currency } = session;
  if (amount_total === null || currency === null) throw new Error(`session ${session.id} has no amount`);
  const facts = { amount: amount_total, currency, customer, ...order.intent, transfer_group: null };
  return buildPaymentIntent(facts, effect.at);
}

/** A card that is to be charged again belongs to somebody, made here if the session names nobody. */
function ownerOf(effect: Effect, { session, order }: OpenCheckout): string | null {
  const named = idOf(session.customer);
  if (named || !order.intent.setup_future_usage) return named;
  return createCustomer(effect, {}).id;
}

function completeSession(
  effect: Effect,
  session: Stripe.Checkout.Session,
  customer: string | null,
): Stripe.Checkout.Session {
  const email = effect.store.get('customer', customer ?? '')?.email ?? null;
  const done: Stripe.Checkout.Session = {
    ...session,
    customer,
    customer_details: {
      address: null,
      business_name: null,
      email,
      individual_name: null,
      name: null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
    payment_status: 'paid',
    status: 'complete',
    url: null,
  };
  effect.store.put('checkout_session', done);
  emitEvent(effect, { type: 'checkout.session.completed', object: done });
  return done;
}

/** Pays an open session with a typed card, or returns what is wrong with it; another may be tried. */
export function payCheckoutSession(
  effect: Effect,
  checkout: OpenCheckout,
  typed: TypedCard,
): Stripe.Checkout.Session | CardMistake {
  const read = readCard(typed, effect.at);
  if ('field' in read) return read;
  const decline = read.card.onSession;
  const customer = decline ? idOf(checkout.session.customer) : ownerOf(effect, checkout);
  const intent = { ...intentOf(effect, checkout, customer), customer };
  const saved = checkout.order.intent.setup_future_usage !== null && !decline;
  const method = buildPaymentMethod(read, saved ? customer : null, effect.at);
  effect.store.put('payment_method', method);
  if (saved) emitEvent(effect, { type: 'payment_method.attached', object: method });
  chargeCard(effect, intent, method, decline);
  const session = { ...checkout.session, payment_intent: intent.id };
  if (!decline) return completeSession(effect, session, customer);
  effect.store.put('checkout_session', session);
  return { ...decline, field: 'number' };
}
