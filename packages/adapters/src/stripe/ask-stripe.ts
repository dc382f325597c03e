import type { PaymentGateway } from '@flattr/domain/ports';
import Stripe from 'stripe';
import type { StripeConfig } from '../config.ts';
import { readBalance, readHoldings } from './balance.ts';
import { bankPayouts } from './bank-payouts.ts';
import { cards } from './cards.ts';
import { checkouts } from './checkouts.ts';
import { disputes } from './disputes.ts';
import { movements } from './movements.ts';
import { payees } from './payees.ts';
import { readEvent } from './read-event.ts';
import { refunds } from './refunds.ts';
import { transfers } from './transfers.ts';

/** What of the gateway asks Stripe, or reads what it signed. */
export type StripeAnswers = Omit<PaymentGateway, 'countries' | 'estimateFee' | 'payoutStep'>;

/** The part of the gateway that stands on Stripe's library. */
export const askStripe = ({
  secretKey,
  webhookSecrets,
  emulator,
  timeoutMs = 20_000,
  retries = 2,
}: StripeConfig): StripeAnswers => {
  const stripe = new Stripe(secretKey, { ...at(emulator), timeout: timeoutMs, maxNetworkRetries: retries });
  return {
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
    readBalance: () => readBalance(stripe),
    readHoldings: () => readHoldings(stripe),
    readEvent: async (body, signature = '') =>
      readEvent(stripe, body, signature, { secretKey, webhookSecrets }),
  };
};

const at = (emulator: string | undefined) => {
  if (!emulator) return {};
  const { hostname, port } = new URL(emulator);
  return { host: hostname, port, protocol: 'http' as const };
};
