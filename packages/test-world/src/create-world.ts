import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AllowList,
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
import type { Fetcher } from '@flattr/domain/ports';
import { type StripeEmulator, startStripeEmulator } from '@flattr/stripe-emulator';
import pg from 'pg';
import { inject } from 'vitest';
import { type Cast, createCast } from './cast.ts';
import { moveClockTo } from './clock.ts';
import { doRecordedWork } from './do-recorded-work.ts';
import { type PostgresUrls, template } from './postgres.ts';
import { silentQueue } from './silent-queue.ts';

export type WorldOptions = {
  /** Where the clock stands at first; the middle of a month by default. */
  readonly now?: Date;
  /** The origin that people open, where the world is served. */
  readonly origin?: string;
  /** A file that keeps what its Stripe knows; in memory by default. */
  readonly stripeFile?: string;
  /** What asks the public web; the real one by default. */
  readonly fetcher?: Fetcher;
  /** Places that are fetched and called although they are not public; none by default. */
  readonly fetchAllow?: AllowList;
  /** Where its database is; the run's own PostgreSQL by default. */
  readonly postgres?: PostgresUrls;
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
  const postgres = options.postgres ?? inject('postgres');
  const ownerUrl = (name: string) => postgres.owner.replace('DATABASE', name);
  await copyDatabase(ownerUrl, template, database);
  const world = await openWorld(database, {
    ...options,
    now: options.now ?? new Date('2026-11-15T12:00:00Z'),
  });
  return {
    ...world,
    close: async () => {
      await world.close();
      await rm(world.config.mailboxFile, { force: true });
      await dropDatabase(ownerUrl, database);
    },
  };
};

/** The URL of a database of this run's PostgreSQL, as the role that owns it. */
export const ownerUrlOf = (database: string): string =>
  inject('postgres').owner.replace('DATABASE', database);

/** A world on a database that is there, as its clock and its Stripe left it; closing the world leaves both. */
export const openWorld = async (database: string, options: WorldOptions = {}): Promise<World> => {
  const { now, origin, stripeFile, fetcher, fetchAllow, postgres = inject('postgres') } = options;
  const at = (url: string) => url.replace('DATABASE', database);
  const owner = new pg.Pool({ connectionString: at(postgres.owner), max: 3 });
  // The database goes away with the world, perhaps while a connection is still saying goodbye.
  owner.on('error', () => {});
  owner.on('connect', (client) => client.on('error', () => {}));
  if (now) await moveClockTo(owner, now);
  const emulator = await startStripeEmulator({
    ...stripeSecrets,
    port: 0,
    file: stripeFile,
    now: () => readClock(owner),
  });
  const configured = worldConfig(
    at(postgres.app),
    {
      secretKey: stripeSecrets.secretKey,
      webhookSecrets: [stripeSecrets.webhookSecret],
      emulator: emulator.url,
    },
    origin,
  );
  const config = { ...configured, fetchAllow: fetchAllow ?? configured.fetchAllow };
  const mailbox = createMailbox(config.mailboxFile);
  const platform = await createPlatform(config, { queue: silentQueue, mailer: mailbox, fetcher });
  return {
    ...createCast(platform, owner),
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
