import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  createMailbox,
  createPlatform,
  type Mailbox,
  readConfig,
  type StripeConfig,
} from '@flattr/adapters';
import { readClock } from '@flattr/database';
import { copyDatabase, dropDatabase } from '@flattr/database/embedded';
import type { Platform } from '@flattr/domain/platform';
import { type StripeEmulator, startStripeEmulator } from '@flattr/stripe-emulator';
import pg from 'pg';
import { inject } from 'vitest';
import { type Cast, createCast } from './cast.ts';
import { moveClockTo } from './clock.ts';
import { doRecordedWork } from './do-recorded-work.ts';
import { template } from './postgres.ts';
import { silentQueue } from './silent-queue.ts';

export type WorldOptions = {
  /** Where the clock stands at first; the middle of a month by default. */
  readonly now?: Date;
  /** The origin that people open, where the world is served. */
  readonly origin?: string;
};

export type World = Cast & {
  readonly platform: Platform;
  readonly config: Config;
  readonly emulator: StripeEmulator;
  readonly mailbox: Mailbox;
  /** The database as the role that owns it, for what the application may not do. */
  readonly owner: pg.Pool;
  moveClockTo(moment: Date | string): Promise<void>;
  /** Does all recorded work, and what it leads to, in order and in this process; without a queue nothing is in doubt. */
  work(): Promise<void>;
  close(): Promise<void>;
};

const stripeSecrets = { secretKey: 'sk_test_world', webhookSecret: 'whsec_world' };

/** The whole platform in one process, on a database of its own, with a Stripe of its own and a clock that can be moved. */
export const createWorld = async (options: WorldOptions = {}): Promise<World> => {
  const database = `world_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string) => url.replace('DATABASE', database);
  const { owner: ownerUrl, app } = inject('postgres');
  await copyDatabase((name) => ownerUrl.replace('DATABASE', name), template, database);
  const owner = new pg.Pool({ connectionString: at(ownerUrl), max: 3 });
  // The database goes away with the world, perhaps while a connection is still saying goodbye.
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  await moveClockTo(owner, options.now ?? new Date('2026-11-15T12:00:00Z'));
  const emulator = await startStripeEmulator({ ...stripeSecrets, port: 0, now: () => readClock(owner) });
  const config = worldConfig(
    at(app),
    {
      secretKey: stripeSecrets.secretKey,
      webhookSecrets: [stripeSecrets.webhookSecret],
      emulator: emulator.url,
    },
    options.origin,
  );
  const mailbox = createMailbox(config.mailboxFile);
  const platform = await createPlatform(config, { queue: silentQueue, mailer: mailbox });
  return {
    ...createCast(platform),
    platform,
    config,
    emulator,
    mailbox,
    owner,
    moveClockTo: (moment) => moveClockTo(owner, new Date(moment)),
    work: () => doRecordedWork(platform),
    close: async () => {
      await emulator.close();
      await platform.close();
      await owner.end();
      await dropDatabase((name) => ownerUrl.replace('DATABASE', name), database);
    },
  };
};

const worldConfig = (databaseUrl: string, stripe: StripeConfig, origin = 'http://localhost:4000'): Config => {
  const home = join(tmpdir(), 'flattr-worlds');
  const config = readConfig({
    FLATTR_HOME: home,
    FLATTR_ORIGIN: origin,
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'silent',
  });
  return {
    ...config,
    stripe,
    mailboxFile: join(tmpdir(), `flattr-mail-${randomUUID()}.jsonl`),
    secret: randomUUID(),
  };
};
