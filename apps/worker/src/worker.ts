import { openQueue, openWorker, type Parcel, type QueueSettings, queueNames } from '@flattr/adapters';
import { type JobName, markJobDone } from '@flattr/domain/events';
import type { Platform } from '@flattr/domain/platform';
import { type Handler, handlers } from './handlers.ts';

/** How many jobs of a queue one process runs at once. */
const concurrency = { months: 1, payments: 4, mail: 2, upkeep: 1 } as const;

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

/** Starts one BullMQ worker per queue, and the schedulers; closing it waits for the jobs that are running. */
export const startWorker = async (platform: Platform, settings: QueueSettings): Promise<RunningWorker> => {
  const closeSchedules = await scheduleUpkeep(platform, settings);
  const workers = queueNames.map((name) => {
    const worker = openWorker(
      settings,
      name,
      (job, parcel) => doJob(platform, job, parcel),
      concurrency[name],
    );
    worker.on('error', (error) =>
      platform.log.warn({ queue: name, error: error.message }, 'the queue is down'),
    );
    worker.on('failed', (job, error) =>
      platform.log.error({ job: job?.name, error: error.stack }, 'a job failed'),
    );
    return worker;
  });
  return {
    close: async () => {
      await Promise.all(workers.map((worker) => worker.close()));
      await closeSchedules();
    },
  };
};

/** The month's turn at its first moment, a look each day for what became payable, and the sweep twice a minute. */
const scheduleUpkeep = async (platform: Platform, settings: QueueSettings): Promise<() => Promise<void>> => {
  const months = openQueue(settings, 'months');
  const upkeep = openQueue(settings, 'upkeep');
  const once = { removeOnComplete: true, removeOnFail: true };
  const turn = { name: 'turn-months', data: { payload: {} }, opts: once };
  for (const queue of [months, upkeep]) {
    queue.on('error', (error) => platform.log.warn({ error: error.message }, 'the queue is down'));
  }
  await months.upsertJobScheduler('cut', { pattern: '0 0 0 1 * *', tz: 'UTC' }, turn);
  await months.upsertJobScheduler('pay', { pattern: '0 0 6 * * *', tz: 'UTC' }, turn);
  await upkeep.upsertJobScheduler(
    'sweep',
    { every: 30_000 },
    { name: 'sweep', data: { payload: {} }, opts: once },
  );
  return async () => {
    await Promise.all([months.close(), upkeep.close()]);
  };
};
