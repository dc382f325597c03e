import {
  type BullQueue,
  openQueue,
  openWorker,
  type Parcel,
  type QueueSettings,
  queueNames,
} from '@flattr/adapters';
import { type JobName, markJobDone } from '@flattr/domain/events';
import type { Platform } from '@flattr/domain/platform';
import { sweep } from '@flattr/domain/sweep';
import { type Handler, handlers } from './handlers.ts';

/** How many jobs of a queue one process runs at once. */
const concurrency = { months: 1, payments: 4, mail: 2 } as const;

const sweepEveryMs = 30_000;

export type RunningWorker = { close(): Promise<void> };

/** Does a job, and marks it done in the outbox if it stands there; what it throws, the queue tries again. */
export const doJob = async (
  platform: Platform,
  name: JobName,
  { outboxId, payload }: Parcel,
): Promise<void> => {
  const handler = handlers[name] as Handler;
  await handler(platform, payload);
  if (outboxId) await markJobDone(platform.pool, outboxId);
};

/**
 * Starts one BullMQ worker per queue, the month's schedules, and the sweeper; closing it waits for the jobs that are
 * running. The sweeper is a timer of each process, so that a queue that lost everything is filled again.
 */
export const startWorker = async (platform: Platform, settings: QueueSettings): Promise<RunningWorker> => {
  const { log } = platform;
  let closing = false;
  /** A queue that goes away while we close it is no news. */
  const queueTrouble = (queue: string) => (error: Error) => {
    if (!closing) log.warn({ queue, err: error }, 'the queue is down');
  };
  const months = openQueue(settings, 'months');
  months.on('error', queueTrouble('months'));
  await scheduleMonths(months);
  const workers = queueNames.map((name) => {
    const work = (job: JobName, parcel: Parcel) => doJob(platform, job, parcel);
    const worker = openWorker(settings, name, work, concurrency[name]);
    worker.on('error', queueTrouble(name));
    worker.on('failed', (job, error) => log.error({ err: error, job: job?.name }, 'a job failed'));
    return worker;
  });
  let sweeping = Promise.resolve();
  const sweeper = setInterval(() => {
    sweeping = sweep(platform).catch((error: Error) => log.warn({ err: error }, 'the sweep failed'));
  }, sweepEveryMs);
  return {
    close: async () => {
      closing = true;
      clearInterval(sweeper);
      await sweeping;
      await Promise.all(workers.map((worker) => worker.close()));
      await months.close().catch(queueTrouble('months'));
    },
  };
};

/** The month's turn at its first moment, and each day a look for what has become payable. */
const scheduleMonths = async (months: BullQueue): Promise<void> => {
  const opts = { removeOnComplete: true, removeOnFail: true };
  const turn = { name: 'turn-months', data: { payload: {} }, opts };
  await months.upsertJobScheduler('cut', { pattern: '0 0 0 1 * *', tz: 'UTC' }, turn);
  await months.upsertJobScheduler('pay', { pattern: '0 0 6 * * *', tz: 'UTC' }, turn);
};
