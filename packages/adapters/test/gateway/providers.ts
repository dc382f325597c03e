// Who the gateway's contract is asked of, and how each gets a card and an account ready.
import { startStripeEmulator } from '@flattr/stripe-emulator';
import Stripe from 'stripe';
import type { StripeConfig } from '../../src/config.ts';

export type Provider = {
  readonly config: StripeConfig;
  /** The package itself, for what the gateway has no verb for. */
  readonly stripe: Stripe;
  /** An account that may take transfers and send them to its bank; its currency is USD. */
  openAccount(): Promise<string>;
  close(): Promise<void>;
};

const secrets = { webhookSecrets: ['whsec_contract'], timeoutMs: 60_000 };

export const openEmulator = async (): Promise<Provider> => {
  const secretKey = 'sk_test_contract';
  const emulator = await startStripeEmulator({ port: 0, secretKey, webhookSecret: 'whsec_contract' });
  const { hostname, port } = new URL(emulator.url);
  const stripe = new Stripe(secretKey, { host: hostname, port, protocol: 'http', telemetry: false });
  return {
    config: { ...secrets, secretKey, emulator: emulator.url },
    stripe,
    openAccount: () => onboard(stripe),
    close: () => emulator.close(),
  };
};

/** Fills the onboarding page in, as a person does. */
const onboard = async (stripe: Stripe): Promise<string> => {
  const { id } = await stripe.accounts.create({
    type: 'express',
    country: 'US',
    capabilities: { transfers: { requested: true } },
    settings: { payouts: { schedule: { interval: 'manual' } } },
  });
  const link = await stripe.accountLinks.create({
    account: id,
    type: 'account_onboarding',
    return_url: 'https://flattr.example/earnings',
    refresh_url: 'https://flattr.example/earnings',
  });
  const body = new URLSearchParams({ name: 'Ada Creator', routing: '110000000', bank: '000123456789' });
  const answer = await fetch(link.url, { method: 'POST', body, redirect: 'manual' });
  if (answer.status !== 303) throw new Error(`the page answered ${answer.status}: ${await answer.text()}`);
  return id;
};

/** Stripe's test mode. Its accounts are filled in through the API, with the values that Stripe verifies at once. */
export const openStripe = async (secretKey: string): Promise<Provider> => {
  const stripe = new Stripe(secretKey, { timeout: 60_000 });
  return {
    config: { ...secrets, secretKey },
    stripe,
    openAccount: () => fillIn(stripe),
    close: async () => {},
  };
};

const fillIn = async (stripe: Stripe): Promise<string> => {
  const { id } = await stripe.accounts.create({
    type: 'custom',
    country: 'US',
    business_type: 'individual',
    capabilities: { transfers: { requested: true } },
    business_profile: { url: 'https://accessible.stripe.com', mcc: '5815' },
    tos_acceptance: { date: Math.floor(Date.now() / 1000), ip: '127.0.0.1' },
    settings: { payouts: { schedule: { interval: 'manual' } } },
    external_account: 'btok_us_verified',
    individual: {
      first_name: 'Ada',
      last_name: 'Creator',
      email: 'ada@people.example',
      phone: '0000000000',
      dob: { day: 1, month: 1, year: 1901 },
      address: { line1: 'address_full_match', city: 'Columbus', state: 'OH', postal_code: '43214' },
      id_number: '000000000',
      ssn_last_4: '0000',
    },
  });
  return id;
};
