import type Stripe from 'stripe';

/** Metadata after an update: keys that are not named stay, and an empty value takes its key away. */
export function mergeMetadata(held: Stripe.Metadata | undefined, asked: Stripe.Metadata): Stripe.Metadata {
  const all = Object.entries({ ...held, ...asked });
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}
