import type Stripe from 'stripe';
import type { Effect } from '../emulator.ts';
import { idOf } from '../objects/id-of.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { intentOf, setupOf } from './checkout-intents.ts';
import { emitEvent } from './emit-event.ts';

/** Leaves a session open while the bank of a card asks its owner: 3-D Secure. */
export function challengeCheckout(
  effect: Effect,
  checkout: OpenCheckout,
  method: Stripe.PaymentMethod,
): Stripe.Checkout.Session {
  const { store, origin } = effect;
  const { id, mode, customer } = checkout.session;
  const url = `${origin}/c/pay/${id}/challenge`;
  const asking = {
    next_action: { type: 'redirect_to_url', redirect_to_url: { url, return_url: `${origin}/c/pay/${id}` } },
    payment_method: method.id,
    status: 'requires_action',
  } as const;
  if (mode === 'setup') {
    const setup = { ...setupOf(effect, checkout), ...asking };
    store.put('setup_intent', setup);
    emitEvent(effect, { type: 'setup_intent.requires_action', object: setup });
  } else {
    const intent = { ...intentOf(effect, checkout, idOf(customer)), ...asking };
    store.put('payment_intent', intent);
    emitEvent(effect, { type: 'payment_intent.requires_action', object: intent });
  }
  store.put('challenge', { id, method: method.id });
  return store.get('checkout_session', id) ?? checkout.session;
}
