import {
  type BullQueue,
  openQueue,
  openWorker,
  type Parcel,
  type QueueSettings,
  queueNames,
  refuseEvictingRedis,
} from '@flattr/adapters';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import { type JobName, markJobDone } from '@flattr/domain/events';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import type { Platform } from '@flattr/domain/platform';
import { sweep } from '@flattr/domain/sweep';
import { sweepWebhooks } from '@flattr/domain/webhooks/sweep-webhooks';
import { type Handler, handlers } from './handlers.ts';

/** How many jobs of a queue one process runs at once. */
const concurrency = { months: 1, payments: 4, mail: 2, flattrs: 1, claims: 1, webhooks: 8 } as const;

/** How late a webhook that waits for its moment may be. */
const webhooksEveryMs = 5_000;

/** Public counts are at most 5 seconds behind, with the time that gathering takes. */
const gatherEveryMs = 1000;

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
 * Starts one BullMQ worker per queue, the month's schedules, the sweepers, the ledger's sealer and who gathers the counts; closing
 * it waits for the jobs that are running. These are timers of each process: the sweeper fills a queue again that lost everything.
 * It does not start on a Redis that throws jobs away.
 */
export const startWorker = async (platform: Platform, settings: QueueSettings): Promise<RunningWorker> => {
  const { log } = platform;
  if (settings.kind === 'redis') await refuseEvictingRedis(settings.url, log);
  let closing = false;
  const stopping = new AbortController();
  const stoppable = { ...platform, stopping: stopping.signal };
  /** A queue that goes away while we close it is no news. */
  const queueTrouble = (queue: string) => (error: Error) => {
    if (!closing) log.warn({ queue, err: error }, 'the queue is down');
  };
  const months = openQueue(settings, 'months');
  months.on('error', queueTrouble('months'));
  await scheduleMonths(months);
  const workers = queueNames.map((name) => {
    const work = (job: JobName, parcel: Parcel) => doJob(stoppable, job, parcel);
    const worker = openWorker(settings, name, work, concurrency[name]);
    worker.on('error', queueTrouble(name));
    worker.on('failed', (job, error) => {
      // What stopped between two transactions is tried again by another worker.
      if (closing && error.name === 'AbortError') log.info({ job: job?.name }, 'a job was left to others');
      else log.error({ err: error, job: job?.name }, 'a job failed');
    });
    return worker;
  });
  // A worker that loses its queue before it is ready never works, and says nothing.
  await Promise.all(workers.map((worker) => worker.waitUntilReady()));
  const sweepEveryMs = platform.policy.sweepSeconds * 1000;
  const stopSweeping = repeat(
    sweepEveryMs,
    () => sweep(platform),
    (error) => log.warn({ err: error }, 'the sweep failed'),
  );
  const stopSealing = repeat(
    sweepEveryMs,
    () => sealLedger(platform),
    (error) => log.warn({ err: error }, 'the sealing failed'),
  );
  const stopTelling = repeat(
    webhooksEveryMs,
    () => sweepWebhooks(platform),
    (error) => log.warn({ err: error }, 'the sweep of webhooks failed'),
  );
  const stopGathering = repeat(
    gatherEveryMs,
    () => gatherFlattrs(stoppable),
    (error) => log.warn({ err: error }, 'the flattrs were not gathered'),
  );
  return {
    close: async () => {
      closing = true;
      stopping.abort();
      await Promise.all([stopSweeping(), stopSealing(), stopTelling(), stopGathering()]);
      await Promise.all(workers.map((worker) => worker.close()));
      await months.close().catch(queueTrouble('months'));
    },
  };
};

/** Does the work again and again, never twice at once; what it returns stops that and waits for what is running. */
const repeat = (
  everyMs: number,
  work: () => Promise<unknown>,
  onTrouble: (error: Error) => void,
): (() => Promise<void>) => {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onTrouble)
      .finally(() => {
        running = undefined;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
};

/** The month's turn at its first moment, each day a look for what has become payable, and each night the reconciliation. */
const scheduleMonths = async (months: BullQueue): Promise<void> => {
  const opts = { removeOnComplete: true, removeOnFail: true };
  const schedule = (id: string, pattern: string, name: JobName) =>
    months
      .upsertJobScheduler(id, { pattern, tz: 'UTC' }, { name, data: { payload: {} }, opts })
      .catch((error: Error & { code?: number }) => {
        if (error.code !== scheduledMeanwhile) throw error;
      });
  await schedule('cut', '0 0 0 1 * *', 'turn-months');
  await schedule('pay', '0 0 6 * * *', 'turn-months');
  await schedule('reconcile', '0 0 3 * * *', 'reconcile');
};

/** BullMQ's code where another worker, which starts at the same moment, has just written the same schedule. */
const scheduledMeanwhile = -10;
