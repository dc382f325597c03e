import type Stripe from 'stripe';
import { needsChallenge, savingDecline } from '../cards/decline-of.ts';
import type { Effect } from '../emulator.ts';
import { missingResource, StripeFault } from '../http/stripe-fault.ts';
import { buildSetupIntent } from '../objects/setup-intent.ts';
import { emitEvent } from './emit-event.ts';
import { findPaymentMethod } from './find-payment-method.ts';
import { failSetup, succeedSetup } from './settle-setup.ts';

type SetupRequest = {
  customer?: string;
  description?: string;
  metadata?: Stripe.Metadata;
  payment_method: string;
  usage: string;
};

/** Saves a card without charging it; one that asks its owner waits for them, a bad one is refused. */
export function createSetupIntent(effect: Effect, asked: SetupRequest) {
  const { store } = effect;
  const { customer = null, description = null, metadata = {}, usage } = asked;
  if (customer && !store.get('customer', customer)) throw missingResource('customer', customer, 'customer');
  const method = findPaymentMethod(effect, asked.payment_method);
  const intent = buildSetupIntent({ customer, description, metadata, usage }, effect.at);
  emitEvent(effect, { type: 'setup_intent.created', object: intent });
  if (needsChallenge(store, method)) {
    const next_action = { type: 'use_stripe_sdk', use_stripe_sdk: {} };
    const asking = { ...intent, next_action, payment_method: method.id, status: 'requires_action' } as const;
    store.put('setup_intent', asking);
    emitEvent(effect, { type: 'setup_intent.requires_action', object: asking });
    return asking;
  }
  const decline = savingDecline(method);
  if (!decline) return succeedSetup(effect, intent, method, customer);
  const setup_intent = failSetup(effect, intent, method, decline);
  const { code, declineCode: decline_code, message } = decline;
  return new StripeFault(402, { type: 'card_error', code, decline_code, message, setup_intent });
}
