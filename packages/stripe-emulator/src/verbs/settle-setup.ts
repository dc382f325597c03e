import type Stripe from 'stripe';
import type { Decline } from '../cards/test-cards.ts';
import type { Effect } from '../emulator.ts';
import { attachTo } from './attach-payment-method.ts';
import { emitEvent } from './emit-event.ts';

/** Saves a card for its customer, if there is one, and with it the intent that was to do so. */
export function succeedSetup(
  effect: Effect,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  customer: string | null,
): Stripe.SetupIntent {
  const { store } = effect;
  store.put('set_up_card', { id: method.id });
  if (customer) attachTo(effect, method, customer);
  const done: Stripe.SetupIntent = {
    ...intent,
    customer,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  };
  store.put('setup_intent', done);
  emitEvent(effect, { type: 'setup_intent.succeeded', object: done });
  return done;
}

/** Leaves a card unsaved and says why; another may be tried. */
export function failSetup(
  effect: Effect,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): Stripe.SetupIntent {
  const { code, declineCode: decline_code, message } = decline;
  const failed: Stripe.SetupIntent = {
    ...intent,
    last_setup_error: { type: 'card_error', code, decline_code, message, payment_method: method },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  };
  effect.store.put('setup_intent', failed);
  emitEvent(effect, { type: 'setup_intent.setup_failed', object: failed });
  return failed;
}
