import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { idOf } from '../objects/id-of.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { buildPaymentIntent } from '../objects/payment-intent.ts';
import { emitEvent } from './emit-event.ts';

/** The payment intent of an earlier attempt, or a new one that the session holds from now on. */
export function intentOf(
  effect: Effect,
  { session, order }: OpenCheckout,
  customer: string | null,
): Stripe.PaymentIntent {
  const { store } = effect;
  const earlier = store.get('payment_intent', idOf(session.payment_intent) ?? '');
  if (earlier && earlier.status !== 'canceled') return earlier;
  const { amount_total, currency } = session;
  if (amount_total === null || currency === null) throw new Error(`session ${session.id} has no amount`);
  const facts = { amount: amount_total, currency, customer, ...order.intent, transfer_group: null };
  const intent = buildPaymentIntent(facts, effect.at);
  store.put('payment_intent', intent);
  store.put('checkout_session', { ...session, payment_intent: intent.id });
  emitEvent(effect, { type: 'payment_intent.created', object: intent });
  return intent;
}

/** The setup intent that a session in mode `setup` is made with. */
export function setupOf({ store }: Effect, { session }: OpenCheckout): Stripe.SetupIntent {
  const intent = store.get('setup_intent', idOf(session.setup_intent) ?? '');
  if (!intent) throw new Error(`session ${session.id} has no setup intent`);
  return intent;
}
