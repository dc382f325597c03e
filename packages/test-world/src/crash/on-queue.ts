import { setTimeout as wait } from 'node:timers/promises';
import type { CrashWay, Way } from './crash-month.ts';
import { walkTo } from './month-walk.ts';
import { workersConfig } from './work-order.ts';
import { startCrashingWorker, stopWorker, type WorkerProcess } from './worker-process.ts';

/** Real workers on a real queue: whatever the dead one held is found again by the queue, or by the sweeper. */
export const onQueue =
  (redisUrlOf: () => string | undefined): CrashWay =>
  async (world, crashPoints) => {
    const order = { config: workersConfig(world, redisUrlOf()) };
    const trouble: string[] = [];
    const walk = walkTo(world, 'PUBLISHED')
      .then(() => walkTo(world, 'PAID'))
      .catch((error: Error) => trouble.push(error.message))
      .then(() => 'over' as const);
    const crashes: string[] = [];
    for (const at of crashPoints) {
      const worker = startCrashingWorker({ ...order, falls: { at, by: 'SIGKILL' } });
      // The last effect may be seen by us before the process has come past it.
      const first = await Promise.race([worker.ended, walk.then((over) => wait(200, over))]);
      if (first === 'over') return { crashes, ...(await stop(worker, trouble)) };
      if (first.signal !== 'SIGKILL') trouble.push(`a worker ended: ${first.trouble}`);
      crashes.push(first.points.at(-1) ?? '');
    }
    const worker = startCrashingWorker(order);
    await walk;
    return { crashes, ...(await stop(worker, trouble)) };
  };

const stop = async (worker: WorkerProcess, trouble: readonly string[]): Promise<Omit<Way, 'crashes'>> => {
  await worker.ready();
  const left = worker.points().length;
  return { left, trouble: [...trouble, ...(await stopWorker(worker))] };
};
