import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { idOf } from '../objects/id-of.ts';
import { cancelPaymentIntent } from './cancel-payment-intent.ts';
import { emitEvent } from './emit-event.ts';

/** Closes an open session, so that nobody can pay it any more, and gives up what was tried in it. */
export function expireCheckoutSession(effect: Effect, id: string): Stripe.Checkout.Session {
  const { store } = effect;
  const session = store.get('checkout_session', id);
  if (!session) throw missingResource('checkout.session', id);
  if (session.status !== 'open') {
    const message =
      'Only Checkout Sessions with a status in ["open"] can be expired. ' +
      `This Checkout Session has a status of \`${session.status}\`.`;
    throw new StripeFault(400, { type: 'invalid_request_error', message });
  }
  const expired: Stripe.Checkout.Session = { ...session, status: 'expired', url: null };
  store.put('checkout_session', expired);
  store.remove('challenge', id);
  store.remove('due', `session-expires ${id}`);
  const intent = idOf(session.payment_intent);
  if (intent && store.get('payment_intent', intent)?.status !== 'canceled') {
    cancelPaymentIntent(effect, intent, 'expired');
  }
  emitEvent(effect, { type: 'checkout.session.expired', object: expired });
  return expired;
}
