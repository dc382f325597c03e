import type Stripe from 'stripe';
import { cardOf, needsChallenge } from '../cards/decline-of.ts';
import { type CardMistake, readCard, type TypedCard } from '../cards/read-card.ts';
import type { Decline } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { idOf } from '../objects/id-of.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { buildPaymentMethod } from '../objects/payment-method.ts';
import { attachTo } from './attach-payment-method.ts';
import { challengeCheckout } from './challenge-checkout.ts';
import { chargeCard } from './charge-card.ts';
import { intentOf, setupOf } from './checkout-intents.ts';
import { createCustomer } from './create-customer.ts';
import { emitEvent } from './emit-event.ts';
import { failSetup, succeedSetup } from './settle-setup.ts';

/** A card that is to be charged again belongs to somebody, made here if the session names nobody. */
function ownerOf(effect: Effect, { session, order }: OpenCheckout): string | null {
  const named = idOf(session.customer);
  const isKept = session.mode === 'setup' || order.intent.setup_future_usage;
  return named || !isKept ? named : createCustomer(effect, {}).id;
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
    payment_status: session.mode === 'setup' ? 'no_payment_required' : 'paid',
    status: 'complete',
    url: null,
  };
  effect.store.put('checkout_session', done);
  effect.store.remove('due', `session-expires ${done.id}`);
  emitEvent(effect, { type: 'checkout.session.completed', object: done });
  return done;
}

/** Takes the money of a session, or saves the card of one that only sets up; a decline leaves it open. */
export function finishCheckout(
  effect: Effect,
  checkout: OpenCheckout,
  method: Stripe.PaymentMethod,
  decline: Decline | undefined,
): Stripe.Checkout.Session | CardMistake {
  const { store } = effect;
  const customer = decline ? idOf(checkout.session.customer) : ownerOf(effect, checkout);
  if (checkout.session.mode === 'setup') {
    const setup = setupOf(effect, checkout);
    if (decline) failSetup(effect, setup, method, decline);
    else succeedSetup(effect, setup, method, customer);
  } else {
    const intent = { ...intentOf(effect, checkout, customer), customer };
    const isKept = checkout.order.intent.setup_future_usage !== null && !decline;
    const owned = isKept && customer ? attachTo(effect, method, customer) : method;
    chargeCard(effect, intent, owned, decline);
  }
  const session = store.get('checkout_session', checkout.session.id) ?? checkout.session;
  return decline ? { ...decline, field: 'number' } : completeSession(effect, session, customer);
}

/** Pays an open session with a typed card, returns what is wrong with it, or leaves it open while its bank asks. */
export function payCheckoutSession(
  effect: Effect,
  checkout: OpenCheckout,
  typed: TypedCard,
): Stripe.Checkout.Session | CardMistake {
  const read = readCard(typed, effect.at);
  if ('field' in read) return read;
  const method = buildPaymentMethod(read, null, effect.at);
  effect.store.put('payment_method', method);
  if (needsChallenge(effect.store, method)) return challengeCheckout(effect, checkout, method);
  return finishCheckout(effect, checkout, method, cardOf(method)?.onSession);
}
