import { setTimeout as wait } from 'node:timers/promises';
import type { Job, JobName, RecordedJob } from '@flattr/domain/events';
import type { Log, Queue as QueuePort } from '@flattr/domain/ports';
import { createPostgresBackend, type JobsOptions, Queue, type RepeatOptions, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** Which queue each job waits in: one slow provider holds up no settlement, no mail a payment, no settlement a flattr. */
export const queueOf = {
  'turn-months': 'months',
  'settle-shards': 'months',
  reconcile: 'months',
  'top-up-wallet': 'payments',
  'apply-webhook-event': 'payments',
  'release-payouts': 'payments',
  'send-payout': 'payments',
  'release-escrow': 'payments',
  'return-escrows': 'payments',
  'send-refund': 'payments',
  'mail-refund': 'mail',
  'apply-refund': 'payments',
  'apply-dispute': 'payments',
  'mail-dispute': 'mail',
  'mail-charge': 'mail',
  'forget-cards': 'payments',
  'send-to-bank': 'payments',
  'return-payout': 'payments',
  'follow-payout': 'payments',
  'mail-payout': 'mail',
  'mail-payout-failed': 'mail',
  'mail-payouts-restricted': 'mail',
  'fire-standing-flattrs': 'flattrs',
  'stand-claims': 'claims',
  'adopt-things': 'claims',
  'tell-webhooks': 'webhooks',
  'deliver-webhooks': 'webhooks',
  'mail-webhook-disabled': 'mail',
  'mail-claim': 'mail',
  'mail-leaving': 'mail',
  'settle-leaving': 'payments',
  'settle-leavings': 'payments',
} as const satisfies Record<JobName, string>;

export type QueueName = (typeof queueOf)[JobName];

export const queueNames = [...new Set(Object.values(queueOf))] as readonly QueueName[];

/** What travels: the row of the outbox, if the job has one, and the job's payload. */
export type Parcel = { readonly outboxId?: string; readonly payload: Job['payload'] };

export type QueueSettings = (
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'redis'; readonly url: string }
) & {
  /** A job whose worker was not heard of for so long is given to another one; 30 s by default. */
  readonly lostAfterMs?: number;
};

/** Tried again by the queue with growing pauses; what still fails, the sweeper rings for again. */
const retries = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;

/** What both backends have in common; their classes differ in a type argument only. */
export type BullQueue = {
  add(name: string, parcel: Parcel, options: JobsOptions): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: RepeatOptions,
    job: { name: string; data: Parcel; opts: JobsOptions },
  ): Promise<unknown>;
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
};

export type BullWorker = {
  waitUntilReady(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: { name: string } | undefined, error: Error) => void): unknown;
  close(): Promise<void>;
};

/** Opens a BullMQ queue on Redis or on PostgreSQL; what is written on it is the same. */
export const openQueue = (settings: QueueSettings, name: QueueName): BullQueue => {
  if (settings.kind === 'postgres') {
    const connection = { connectionString: settings.connectionString, migrate: true, max: 2 };
    return new Queue(name, { connection }, createPostgresBackend);
  }
  // A Redis that is down answers at once: the outbox keeps the work.
  const redis = new Redis(settings.url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  // BullMQ tells of its errors while the queue is open.
  redis.on('error', () => {});
  const queue = new Queue(name, { connection: redis, prefix: `{flattr-${name}}` });
  const close = queue.close.bind(queue);
  // BullMQ leaves the connection to whoever opened it; one of its own would connect again for ever where Redis is down.
  queue.close = async () => {
    await close().finally(() => redis.disconnect());
  };
  return queue;
};

/** How long a worker waits before it asks a queue again that was down. */
const runRetryDelay = 1_000;

export const openWorker = (
  settings: QueueSettings,
  name: QueueName,
  work: (name: JobName, parcel: Parcel) => Promise<void>,
  concurrency: number,
): BullWorker => {
  const run = (job: { name: string; data: Parcel }) => work(job.name as JobName, job.data);
  const { lostAfterMs = 30_000 } = settings;
  const options = { concurrency, runRetryDelay, lockDuration: lostAfterMs, stalledInterval: lostAfterMs };
  if (settings.kind === 'postgres') {
    const connection = { connectionString: settings.connectionString, migrate: true, max: 4 };
    return new Worker(name, run, { ...options, connection }, createPostgresBackend);
  }
  const connection = { url: settings.url, maxRetriesPerRequest: null };
  return new Worker(name, run, { ...options, connection, prefix: `{flattr-${name}}` });
};

/** A queue that is not there after this long is taken for down, and is rung for by the sweeper once it is. */
const readyWithinMs = 5_000;

/** The queue port by BullMQ. A queue that is down loses nothing: the outbox keeps the work, and the sweeper rings again. */
export const createBullmqQueue = async (
  settings: QueueSettings,
  onTrouble: (error: Error) => void,
): Promise<QueuePort> => {
  const queues = new Map<string, BullQueue>();
  for (const name of queueNames) {
    const queue = openQueue(settings, name);
    queue.on('error', onTrouble);
    await Promise.race([queue.waitUntilReady(), wait(readyWithinMs, undefined, { ref: false })]);
    queues.set(name, queue);
  }
  const add = async (job: Job, outboxId?: string) => {
    const parcel = { outboxId, payload: job.payload };
    const jobId = outboxId && `outbox-${outboxId}`;
    await queues.get(queueOf[job.name])?.add(job.name, parcel, { ...retries, jobId });
  };
  const addAll = async (recorded: readonly RecordedJob[]) => {
    for (let from = 0; from < recorded.length; from += ringAtOnce) {
      const some = recorded.slice(from, from + ringAtOnce);
      await Promise.all(some.map(({ job, outboxId }) => add(job, outboxId)));
    }
  };
  return {
    ring: (recorded) => inTime(addAll(recorded), recorded.length).catch(onTrouble),
    nudge: (job) => inTime(add(job), 1).catch(onTrouble),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(onTrouble)));
    },
  };
};

/** So many jobs are on their way into a queue at once; a settlement may ring for a million. */
const ringAtOnce = 1_000;

/** A queue that takes no job for so long is taken for down: nobody waits for a bell. */
const ringWithinMs = 2_000;
const ringWithinMsPerJob = 5;

const inTime = async (ringing: Promise<unknown>, jobs: number): Promise<void> => {
  const late = wait(ringWithinMs + ringWithinMsPerJob * jobs, 'late', { ref: false });
  if ((await Promise.race([ringing, late])) !== 'late') return;
  ringing.catch(() => {});
  throw new Error('the queue does not answer');
};

/** Refuses a Redis that throws jobs away when its memory is full; one that does not tell is warned of. */
export const refuseEvictingRedis = async (url: string, log: Log): Promise<void> => {
  const redis = new Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: 1,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect().catch(() => {
      throw new Error(`The queue's Redis at ${new URL(url).host} does not answer.`);
    });
    const policy = await readEvictionPolicy(redis);
    if (!policy) log.warn({}, 'Redis does not tell its maxmemory-policy: see that it is noeviction');
    else if (policy !== 'noeviction') {
      throw new Error(
        `The queue does not start on a Redis that throws jobs away when its memory is full (maxmemory-policy ${policy}): set maxmemory-policy to noeviction.`,
      );
    }
  } finally {
    redis.disconnect();
  }
};

/** The policy, where this login may ask for it: CONFIG is often forbidden, and so may INFO be. */
const readEvictionPolicy = async (redis: Redis): Promise<string | undefined> => {
  try {
    return /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('NOPERM')) return undefined;
    throw error;
  }
};
