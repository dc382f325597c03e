import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue } from '@flattr/adapters';
import { moveClockTo } from '../clock.ts';
import { startProcess, stopWorker, type WorkerProcess } from '../crash/worker-process.ts';
import { type BenchDatabase, month, monthIsOver, type Size } from './bench-database.ts';
import { ledgerBytes, roomBytes, walBytesSince, walPosition } from './sizes.ts';

export type Settlement = {
  readonly seconds: number;
  readonly supportersPerSecond: number;
  /** The peak of each worker, from its start on. */
  readonly workerMegabytes: readonly number[];
  readonly flattrBytesEach: number;
  readonly ledgerBytesPerSupporter: number;
  readonly walBytesPerSupporter: number;
};

const workerFolder = join(import.meta.dirname, '../../../../apps/worker');

/** What `npm run start:worker` runs, the limits of its memory included, without npm around it. */
const workerCommand = (): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(workerFolder, 'package.json'), 'utf8'));
  const [, ...args] = `${scripts.start}`.split(' ');
  return args.map((arg) => (arg.startsWith('-') ? arg : join(workerFolder, arg)));
};

/** Two real workers on the queue in PostgreSQL; what they settle is published at the end. */
export const settleForReal = async (database: BenchDatabase, size: Size): Promise<Settlement> => {
  const workers = await startWorkers(database, 2);
  const before = { ledger: await ledgerBytes(database.owner), wal: await walPosition(database.owner) };
  const started = await turnMonth(database);
  await untilPublished(database);
  const seconds = (performance.now() - started) / 1000;
  const workerMegabytes = workers.map(peakMegabytes);
  for (const worker of workers) await stopWorker(worker);
  const { owner } = database;
  const flattrs = size.supporters * size.flattrsEach;
  return {
    seconds: Math.round(seconds * 100) / 100,
    supportersPerSecond: Math.round(size.supporters / seconds),
    workerMegabytes,
    flattrBytesEach: Math.round((await roomBytes(owner)) / flattrs),
    ledgerBytesPerSupporter: Math.round(((await ledgerBytes(owner)) - before.ledger) / size.supporters),
    walBytesPerSupporter: Math.round((await walBytesSince(owner, before.wal)) / size.supporters),
  };
};

/** Workers as an operator starts them. Nothing is charged or paid in the measured time: no provider is asked. */
export const startWorkers = async (
  { appUrl }: BenchDatabase,
  count: number,
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly WorkerProcess[]> => {
  const workers = Array.from({ length: count }, () =>
    startProcess(workerCommand(), {
      DATABASE_URL: appUrl,
      STRIPE_SECRET_KEY: 'sk_test_bench',
      STRIPE_WEBHOOK_SECRET: 'whsec_bench',
      STRIPE_EMULATOR_URL: 'http://127.0.0.1:9',
      LOG_LEVEL: 'info',
      ...variables,
    }),
  );
  for (const worker of workers) await worker.ready();
  return workers;
};

/** Ends the month and rings for it, as the schedule does at midnight, and tells when it did. */
export const turnMonth = async ({ owner, appUrl }: BenchDatabase): Promise<number> => {
  await moveClockTo(owner, monthIsOver);
  // The catalogue's windows turn by the hour; here the clock jumps over many, which is none of the settlement's work.
  await owner.query('SELECT gather_flattrs(0)');
  const queue = await createBullmqQueue({ kind: 'postgres', connectionString: appUrl }, (error) => {
    throw error;
  });
  const rung = performance.now();
  await queue.nudge({ name: 'turn-months', payload: {} });
  await queue.close();
  return rung;
};

export const untilPublished = async ({ owner }: BenchDatabase): Promise<void> => {
  for (;;) {
    const { rowCount } = await owner.query("SELECT FROM months WHERE month = $1 AND state = 'PUBLISHED'", [
      month,
    ]);
    if (rowCount) return;
    await wait(50);
  }
};

/** The most memory that a process has had, as Linux counts it; 0 where that is not told. */
const peakMegabytes = ({ process }: WorkerProcess): number => {
  try {
    const status = readFileSync(`/proc/${process.pid}/status`, 'utf8');
    return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
};
