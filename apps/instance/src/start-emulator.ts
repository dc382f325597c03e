import type { Config } from '@flattr/adapters';
import { readClock } from '@flattr/database';
import { type StripeEmulator, startStripeEmulator } from '@flattr/stripe-emulator';
import type pg from 'pg';
import type { Secrets } from './home.ts';

/** Starts the instance's own Stripe, which keeps what it knows in a file and tells the time by the database's clock. */
export const startEmulator = (
  config: Config,
  secrets: Secrets,
  clock: pg.Pool,
  file: string,
): Promise<StripeEmulator> =>
  startStripeEmulator({
    secretKey: secrets.stripeKey,
    webhookSecret: secrets.stripeWebhook,
    port: config.emulatorPort,
    hostname: config.host,
    file,
    now: () => readClock(clock),
    // Bank payouts arrive and checkouts expire while nobody asks.
    tickMs: 1000,
  });
