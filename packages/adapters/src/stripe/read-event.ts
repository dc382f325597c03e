import type { ProviderEvent } from '@flattr/domain/ports';
import { Refusal } from '@flattr/domain/refusal';
import Stripe from 'stripe';

/** An event is refused when it was signed longer ago than this. */
const toleranceSeconds = 300;

type Keys = { readonly secretKey: string; readonly webhookSecrets: readonly string[] };

/**
 * Reads an event that one of these secrets signed. Refuses one that nobody signed, that was signed long ago or ahead of
 * time, that is of another mode than the key, or that is thin.
 */
export const readEvent = (
  stripe: Stripe,
  body: string,
  signature: string,
  { secretKey, webhookSecrets }: Keys,
): ProviderEvent => {
  for (const secret of webhookSecrets) {
    const event = verifyEvent(stripe, body, signature, secret);
    if (!event) continue;
    if (event.livemode !== isLive(secretKey)) throw new Refusal('webhook-of-other-mode');
    return { id: event.id, type: event.type, objectId: objectIdOf(event), accountId: event.account };
  }
  throw new Refusal('webhook-forged');
};

const isLive = (secretKey: string): boolean => /^[a-z]+_live_/.test(secretKey);

/** The event if this secret signed it, undefined if another did. */
const verifyEvent = (
  stripe: Stripe,
  body: string,
  signature: string,
  secret: string,
): Stripe.Event | undefined => {
  const signedAt = BigInt(/(?:^|,)t=(\d{1,18})(?:,|$)/.exec(signature)?.[1] ?? 0) * 1000n;
  try {
    const event = stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
    if (signedAt > BigInt(Date.now() + toleranceSeconds * 1000)) throw new Refusal('webhook-stale');
    return event;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The package verifies first, and then throws at thin ones.
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw new Refusal('webhook-thin');
    if (error.message.includes('tolerance')) throw new Refusal('webhook-stale');
    return undefined;
  }
};

const objectIdOf = (event: Stripe.Event): string => {
  const { object } = event.data;
  return 'id' in object && typeof object.id === 'string' ? object.id : '';
};
