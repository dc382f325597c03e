import { setTimeout as wait } from 'node:timers/promises';
import { createPlatform, readConfig } from '@flattr/adapters';
import type { EmbeddedPostgres } from '@flattr/database/embedded';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { ThingId, UserId } from '@flattr/domain/ids';
import { nextMonth } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { moveClockTo } from '../clock.ts';
import { stopWorker } from '../crash/worker-process.ts';
import { silentQueue } from '../silent-queue.ts';
import {
  type BenchDatabase,
  month,
  monthIsOver,
  openCopy,
  plantTemplate,
  type Size,
} from './bench-database.ts';
import { startWorkers, turnMonth, untilPublished } from './settle-for-real.ts';

export type Flattring = {
  readonly p99Ms: { readonly alone: number; readonly besidePaced: number; readonly besideFull: number };
  readonly ratios: { readonly paced: number; readonly full: number };
  readonly settlementSeconds: { readonly paced: number; readonly full: number };
};

const perSecond = 50;

/** The first ones open the connections, and are not counted. */
const warmUp = 100;

/** Flattrs in the month that follows, 50 a second, alone and beside a settlement at the pace asked for and at full speed. */
export const measureFlattring = async (
  postgres: EmbeddedPostgres,
  { pace, ...size }: Size & { readonly pace: number },
  say: (line: string) => void,
): Promise<Flattring> => {
  say(`planting ${size.supporters} × ${size.flattrsEach} …`);
  const template = await plantTemplate(postgres, size);
  const beside = async (percent: number) => {
    const copy = await openCopy(postgres, template);
    const alone = await flattrFor(copy, wait(10_000));
    const workers = await startWorkers(copy, 2, { FLATTR_SETTLEMENT_PACE: `${percent}` });
    const started = performance.now();
    await turnMonth(copy);
    const p99Ms = await flattrFor(copy, untilPublished(copy));
    const seconds = Math.round((performance.now() - started) / 10) / 100;
    for (const worker of workers) await stopWorker(worker);
    await copy.drop();
    say(`at ${percent} %: p99 ${p99Ms} ms beside, ${alone} ms alone; settled in ${seconds} s`);
    return { alone, p99Ms, seconds };
  };
  const paced = await beside(pace);
  const full = await beside(100);
  return {
    p99Ms: { alone: paced.alone, besidePaced: paced.p99Ms, besideFull: full.p99Ms },
    ratios: { paced: hundredths(paced.p99Ms / paced.alone), full: hundredths(full.p99Ms / full.alone) },
    settlementSeconds: { paced: paced.seconds, full: full.seconds },
  };
};

const hundredths = (value: number): number => Math.round(value * 100) / 100;

/** Flattrs at an even pace until something has ended, and gives the 99th percentile of what one took, in milliseconds. */
const flattrFor = async (database: BenchDatabase, ended: Promise<unknown>): Promise<number> => {
  await moveClockTo(database.owner, monthIsOver);
  const platform = await openPlatform(database);
  await openMonth(platform, nextMonth(month));
  const pairs = await drawPairs(database);
  const taken: number[] = [];
  const running: Promise<void>[] = [];
  let over = false;
  void ended.then(() => {
    over = true;
  });
  for (let next = performance.now(), nth = 0; !over; nth++) {
    const pair = pairs[nth];
    if (!pair) break;
    running.push(timeOne(platform, pair, taken));
    next += 1000 / perSecond;
    await wait(Math.max(0, next - performance.now()));
  }
  await Promise.all([...running, ended]);
  await platform.close();
  taken.splice(0, warmUp);
  taken.sort((one, other) => one - other);
  return hundredths(taken[Math.floor(taken.length * 0.99)] ?? 0);
};

type Pair = { readonly supporter: UserId; readonly thing: ThingId };

const timeOne = async (platform: Platform, { supporter, thing }: Pair, taken: number[]): Promise<void> => {
  const started = performance.now();
  await flattrThing(platform, supporter, { thingId: thing });
  taken.push(performance.now() - started);
};

const openPlatform = ({ appUrl }: BenchDatabase) =>
  createPlatform(
    {
      ...readConfig({ DATABASE_URL: appUrl, LOG_LEVEL: 'silent' }),
      stripe: { secretKey: 'sk_test_bench', webhookSecrets: ['whsec_bench'], emulator: 'http://127.0.0.1:9' },
    },
    { queue: silentQueue },
  );

/** Supporters and things that have not met in the month that follows, and never belong to each other. */
const drawPairs = async ({ owner }: BenchDatabase): Promise<readonly Pair[]> => {
  const { rows } = await owner.query<Pair>(
    `SELECT u.id AS supporter, t.id AS thing
     FROM (SELECT id, row_number() OVER (ORDER BY random()) AS n FROM users TABLESAMPLE SYSTEM (20) LIMIT 20000) u
     JOIN (SELECT id, creator_id, row_number() OVER (ORDER BY random()) AS n FROM things LIMIT 20000) t USING (n)
     WHERE t.creator_id <> u.id AND NOT EXISTS (SELECT FROM flattrs f
       WHERE f.month = '${nextMonth(month)}' AND f.supporter_id = u.id AND f.thing_id = t.id)`,
  );
  return rows;
};
