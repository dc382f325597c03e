import type { PaymentGateway } from '@flattr/domain/ports';
import Stripe from 'stripe';
import { estimateCardFee } from './card-prices.ts';
import type { StripeConfig } from './config.ts';
import { readBalance, readHoldings } from './stripe/balance.ts';
import { bankPayouts } from './stripe/bank-payouts.ts';
import { cards } from './stripe/cards.ts';
import { checkouts } from './stripe/checkouts.ts';
import { disputes } from './stripe/disputes.ts';
import { movements } from './stripe/movements.ts';
import { payees } from './stripe/payees.ts';
import { payoutStep } from './stripe/payout-step.ts';
import { readEvent } from './stripe/read-event.ts';
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
    ...cards(stripe),
    ...payees(stripe),
    ...transfers(stripe),
    ...refunds(stripe),
    ...disputes(stripe),
    ...bankPayouts(stripe),
    ...movements(stripe),
    payoutStep,
    readBalance: () => readBalance(stripe),
    readHoldings: () => readHoldings(stripe),
    readEvent: (body, signature = '') => readEvent(stripe, body, signature, { secretKey, webhookSecrets }),
  };
};

const at = (emulator: string | undefined) => {
  if (!emulator) return {};
  const { hostname, port } = new URL(emulator);
  return { host: hostname, port, protocol: 'http' as const };
};
