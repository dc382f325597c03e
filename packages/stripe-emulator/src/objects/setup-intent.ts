import type Stripe from 'stripe';
import { newId } from './id.ts';

type SetupFacts = {
  customer: string | null;
  description: string | null;
  metadata: Stripe.Metadata;
  usage: string;
};

/** The wish to save a card without charging it, before anybody has typed one. */
export function buildSetupIntent(facts: SetupFacts, created: number): Stripe.SetupIntent {
  const id = newId('seti');
  return {
    id,
    object: 'setup_intent',
    ...facts,
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${newId('x').slice(2)}`,
    created,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
  };
}
