import type Stripe from 'stripe';
import { cardOf, savingDecline } from '../cards/decline-of.ts';
import type { CardMistake } from '../cards/read-card.ts';
import type { Effect } from '../emulator.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { intentOf, setupOf } from './checkout-intents.ts';
import { emitEvent } from './emit-event.ts';
import { finishCheckout } from './pay-checkout-session.ts';
import { failSetup } from './settle-setup.ts';

const message =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

function failAuthentication(
  effect: Effect,
  checkout: OpenCheckout,
  method: Stripe.PaymentMethod,
): CardMistake {
  if (checkout.session.mode === 'setup') {
    const code = 'setup_intent_authentication_failure';
    failSetup(effect, setupOf(effect, checkout), method, { code, message });
    return { field: 'number', code, message };
  }
  const code = 'payment_intent_authentication_failure';
  const intent: Stripe.PaymentIntent = {
    ...intentOf(effect, checkout, null),
    last_payment_error: { type: 'invalid_request_error', code, message, payment_method: method },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  effect.store.put('payment_intent', intent);
  emitEvent(effect, { type: 'payment_intent.payment_failed', object: intent });
  return { field: 'number', code, message };
}

/** Goes on with a session whose card asked its owner: paid or set up if they said yes, open again if they said no. */
export function answerChallenge(
  effect: Effect,
  checkout: OpenCheckout,
  isPassed: boolean,
): Stripe.Checkout.Session | CardMistake {
  const { store } = effect;
  const { id } = checkout.session;
  const method = store.get('payment_method', store.get('challenge', id)?.method ?? '');
  if (!method) return checkout.session;
  store.remove('challenge', id);
  if (!isPassed) return failAuthentication(effect, checkout, method);
  store.put('set_up_card', { id: method.id });
  const isSetup = checkout.session.mode === 'setup';
  const decline = isSetup ? savingDecline(method) : cardOf(method)?.onSession;
  return finishCheckout(effect, checkout, method, decline);
}
