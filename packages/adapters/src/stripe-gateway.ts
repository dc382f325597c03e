import type { PaymentGateway } from '@flattr/domain/ports';
import { Refusal } from '@flattr/domain/refusal';
import Stripe from 'stripe';
import { estimateCardFee } from './card-prices.ts';
import type { StripeConfig } from './config.ts';
import { readBalance } from './stripe/balance.ts';
import { bankPayouts } from './stripe/bank-payouts.ts';
import { checkouts } from './stripe/checkouts.ts';
import { disputes } from './stripe/disputes.ts';
import { payees } from './stripe/payees.ts';
import { payoutStep } from './stripe/payout-step.ts';
import { refunds } from './stripe/refunds.ts';
import { transfers } from './stripe/transfers.ts';

/** The countries in which a creator can open an account here. */
const countries = [
  'AT',
  'BE',
  'CH',
  'DE',
  'DK',
  'ES',
  'FI',
  'FR',
  'GB',
  'IE',
  'IT',
  'JP',
  'NL',
  'NO',
  'PT',
  'SE',
  'US',
];

/** An event is refused when it was signed longer ago than this. */
const toleranceSeconds = 300;

/** The payment gateway by Stripe, or by anything that speaks as Stripe does at the emulator's address. */
export const createStripeGateway = ({
  secretKey,
  webhookSecrets,
  emulator,
  timeoutMs = 20_000,
  retries = 2,
}: StripeConfig): PaymentGateway => {
  const stripe = new Stripe(secretKey, { ...at(emulator), timeout: timeoutMs, maxNetworkRetries: retries });
  return {
    countries,
    estimateFee: estimateCardFee,
    createCustomer: async ({ userId, email, reference }) => {
      const customer = await stripe.customers.create(
        { email, metadata: { user: userId } },
        { idempotencyKey: reference },
      );
      return customer.id;
    },
    ...checkouts(stripe),
    ...payees(stripe),
    ...transfers(stripe),
    ...refunds(stripe),
    ...disputes(stripe),
    ...bankPayouts(stripe),
    payoutStep,
    readBalance: () => readBalance(stripe),
    readEvent: (body, signature = '') => {
      for (const secret of webhookSecrets) {
        const event = verifyEvent(stripe, body, signature, secret);
        if (event)
          return { id: event.id, type: event.type, objectId: objectIdOf(event), accountId: event.account };
      }
      throw new Refusal('webhook-forged');
    },
  };
};

/** The event if this secret signed it, undefined if another did; signed too long ago, or ahead of time, it is refused. */
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
    if (!(error instanceof Stripe.errors.StripeSignatureVerificationError)) throw error;
    if (error.message.includes('tolerance')) throw new Refusal('webhook-stale');
    return undefined;
  }
};

const at = (emulator: string | undefined) => {
  if (!emulator) return {};
  const { hostname, port } = new URL(emulator);
  return { host: hostname, port, protocol: 'http' as const };
};

const objectIdOf = (event: Stripe.Event): string => {
  const { object } = event.data;
  return 'id' in object && typeof object.id === 'string' ? object.id : '';
};
