import { createClient, readClock } from '@flattr/database';
import type { Platform } from '@flattr/domain/platform';
import type { Fetcher, Log, Mailer, PaymentGateway, Queue, WebhookCaller } from '@flattr/domain/ports';
import pg from 'pg';
import { pino } from 'pino';
import { createBullmqQueue, type QueueSettings, refuseEvictingRedis } from './bullmq-queue.ts';
import type { Config } from './config.ts';
import { createAttempts } from './create-attempts.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import { createHourlyLimiter } from './hourly-limiter.ts';
import { countHours } from './limiter-counter.ts';
import { openLimiterStore } from './limiter-store.ts';
import { createLive } from './live/create-live.ts';
import { createPostgresFanOut } from './live/postgres-fan-out.ts';
import { createRedisFanOut } from './live/redis-fan-out.ts';
import { createMailbox } from './mailbox.ts';
import { createSmtpMailer } from './smtp-mailer.ts';
import { createStripeGateway } from './stripe-gateway.ts';
import { createWebhookCaller } from './webhook-caller.ts';

export type Overrides = {
  readonly queue?: Queue;
  readonly gateway?: PaymentGateway;
  readonly mailer?: Mailer;
  readonly fetcher?: Fetcher;
  readonly webhooks?: WebhookCaller;
  readonly log?: Log;
};

export type WiredPlatform = Platform & { close(): Promise<void> };

/** The queue that a configuration asks for: Redis if there is one, PostgreSQL otherwise. */
export const queueSettings = ({ redisUrl, databaseUrl, policy }: Config): QueueSettings => {
  const lostAfterMs = policy.sweepSeconds * 1000;
  if (redisUrl) return { kind: 'redis', url: redisUrl, lostAfterMs };
  if (!databaseUrl) throw new Error('DATABASE_URL is missing');
  return { kind: 'postgres', connectionString: databaseUrl, lostAfterMs };
};

/** Wires everything that a verb may use: the one place where ports meet what implements them. */
export const createPlatform = async (config: Config, overrides: Overrides = {}): Promise<WiredPlatform> => {
  if (!config.databaseUrl) throw new Error('DATABASE_URL is missing');
  const log: Log = overrides.log ?? pino({ level: config.logLevel });
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: 10,
    // A process that freezes within a transaction gives its locks back.
    idle_in_transaction_session_timeout: 2000 * config.policy.leaseSeconds,
    // Prisma takes each moment for one in UTC, and a day is 24 hours there. No query here runs long enough to be compiled first.
    onConnect: async (client) => {
      await client.query("SET TIME ZONE 'UTC'; SET jit = off");
    },
  });
  listenForLoss(pool, log);
  if (config.production) await refuseDemo(config, pool, log);
  const gateway = overrides.gateway ?? (config.stripe && createStripeGateway(config.stripe));
  if (!gateway) throw new Error('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are missing');
  const queue =
    overrides.queue ??
    (await createBullmqQueue(queueSettings(config), (error) =>
      log.warn({ err: error }, 'the queue is down'),
    ));
  const limits = openLimiterStore(pool, log, config.redisUrl);
  const db = createClient(pool);
  const live = createLive(
    config.redisUrl ? createRedisFanOut(config.redisUrl) : createPostgresFanOut(config.databaseUrl),
    log,
  );
  return {
    db,
    pool,
    queue,
    gateway,
    mailer: overrides.mailer ?? createMailer(config),
    fetcher:
      overrides.fetcher ?? createGuardedFetch({ origin: config.policy.origin, allow: config.fetchAllow }),
    webhooks:
      overrides.webhooks ??
      createWebhookCaller({
        origin: config.policy.origin,
        instanceSecret: config.secret,
        allow: config.fetchAllow,
      }),
    live,
    attempts: createAttempts(limits),
    limiter: createHourlyLimiter(countHours(limits)),
    clock: { now: () => readClock(pool) },
    log,
    policy: config.policy,
    close: async () => {
      await live.close();
      await queue.close();
      limits.close();
      await db.$disconnect();
      await pool.end();
    },
  };
};

const createMailer = ({ smtpUrl, mailboxFile, policy }: Config): Mailer =>
  smtpUrl ? createSmtpMailer(smtpUrl, policy.origin) : createMailbox(mailboxFile);

/** A connection may be lost in the hands of any library that took it out of the pool; that must not end the process. */
const listenForLoss = (pool: pg.Pool, log: Log): void => {
  pool.on('connect', (client) => {
    client.on('error', (error) => {
      // One that is being given up is not missed.
      if (!pool.ending) log.warn({ err: error }, 'a database connection was lost');
    });
  });
  // The pool tells of the idle ones again.
  pool.on('error', () => {});
};

/** A production start refuses what is fit for a demo only, and says what. */
const refuseDemo = async (config: Config, pool: pg.Pool, log: Log): Promise<void> => {
  if (config.stripe?.emulator) throw new Error('Production does not start on the Stripe emulator');
  if (config.fetchAllow.size > 0)
    throw new Error(
      'Production does not start with FLATTR_FETCH_ALLOW: only what is public is fetched there',
    );
  if (!config.smtpUrl) throw new Error('Production needs SMTP_URL: nobody reads the mailbox page');
  if (!config.policy.origin.startsWith('https:'))
    throw new Error('Production needs FLATTR_ORIGIN, an https address');
  if (!config.secret) throw new Error('Production needs FLATTR_SECRET, 32 characters or more');
  if (config.redisUrl) await refuseEvictingRedis(config.redisUrl, log);
  const { rows } = await pool.query<{ moved: boolean }>("SELECT offset_by <> '0' AS moved FROM clock");
  if (rows[0]?.moved) throw new Error('Production does not start with a clock that was moved');
};
