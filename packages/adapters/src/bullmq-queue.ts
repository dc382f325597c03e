import { setTimeout as wait } from 'node:timers/promises';
import type { Job, JobName } from '@flattr/domain/events';
import type { Queue as QueuePort } from '@flattr/domain/ports';
import { createPostgresBackend, type JobsOptions, Queue, type RepeatOptions, Worker } from 'bullmq';
import { Redis } from 'ioredis';

/** Which queue each job waits in: one slow provider holds up no settlement, and no mail a payment. */
export const queueOf = {
  'turn-months': 'months',
  'top-up-wallet': 'payments',
  'apply-webhook-event': 'payments',
  'send-payout': 'payments',
  'mail-payout': 'mail',
} as const satisfies Record<JobName, string>;

export type QueueName = (typeof queueOf)[JobName];

export const queueNames = [...new Set(Object.values(queueOf))] as readonly QueueName[];

/** What travels: the row of the outbox, if the job has one, and the job's payload. */
export type Parcel = { readonly outboxId?: string; readonly payload: Job['payload'] };

export type QueueSettings =
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'redis'; readonly url: string };

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
  return new Queue(name, {
    // A Redis that is down answers at once: the outbox keeps the work.
    connection: { url: settings.url, enableOfflineQueue: false, maxRetriesPerRequest: 1 },
    prefix: `{flattr-${name}}`,
  });
};

export const openWorker = (
  settings: QueueSettings,
  name: QueueName,
  work: (name: JobName, parcel: Parcel) => Promise<void>,
  concurrency: number,
): BullWorker => {
  const run = (job: { name: string; data: Parcel }) => work(job.name as JobName, job.data);
  if (settings.kind === 'postgres') {
    const connection = { connectionString: settings.connectionString, migrate: true, max: 4 };
    return new Worker(name, run, { connection, concurrency }, createPostgresBackend);
  }
  const connection = { url: settings.url, maxRetriesPerRequest: null };
  return new Worker(name, run, { connection, concurrency, prefix: `{flattr-${name}}` });
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
  return {
    ring: async (recorded) => {
      await Promise.all(recorded.map(({ job, outboxId }) => add(job, outboxId))).catch(onTrouble);
    },
    nudge: (job) => add(job).catch(onTrouble),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close().catch(onTrouble)));
    },
  };
};

/** Refuses a Redis that throws jobs away when its memory is full. */
export const refuseEvictingRedis = async (url: string): Promise<void> => {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 1 });
  try {
    await redis.connect();
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1];
    if (policy !== 'noeviction') {
      throw new Error(`Redis evicts (maxmemory-policy ${policy}): set maxmemory-policy to noeviction`);
    }
  } finally {
    redis.disconnect();
  }
};
