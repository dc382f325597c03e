import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue, queueSettings } from '@flattr/adapters';
import { recordEvidence, scale, scaleOf } from '@flattr/evidence';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type RedisServer, startRedisServer } from '@flattr/test-world';
import { someAtOnce } from '@flattr/test-world/at-once';
import { crashMonth } from '@flattr/test-world/crash/crash-month';
import { inOrder } from '@flattr/test-world/crash/in-order';
import { walkTo } from '@flattr/test-world/crash/month-walk';
import { type MonthCase, type PreparedMonth, prepareMonth } from '@flattr/test-world/crash/prepared-month';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { differenceOf, readOutcome, readTrouble } from '@flattr/test-world/crash/read-outcome';
import { readWrites, watchWrites, wonTwice } from '@flattr/test-world/crash/watch-writes';
import { workersConfig } from '@flattr/test-world/crash/work-order';
import { startCrashingWorker, stopWorker, type WorkerProcess } from '@flattr/test-world/crash/worker-process';
import { redisPlaces } from '@flattr/test-world/redis-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const redisProgram = needsProgram('redis', redisPlaces);
const patience = scaleOf({ quick: 180_000, ci: 1_800_000, full: 20_000_000 });

/** A settlement has about as many crash points in one process; a later one is seldom reached where five share the work. */
const pointsOfSettlement = 16;

/**
 * Who seals the ledger, only tells the others to look, forgets what is over or looks after webhooks has nothing of the month in
 * hand; it may do so before it says that it is ready.
 */
const notOfTheMonth =
  'ledger_horizon|ledger_seals|nudge|idempotency_keys|attempts|tried_codes|verifications|sessions|oauth_|webhook_|flattr_news';

let folder: string;
let month: PreparedMonth;
let expected: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flattr-frozen-'));
  month = await prepareMonth();
  expected = (await crashMonth(month, inOrder, [])).outcome;
}, patience);
afterAll(async () => {
  await month.close();
  await rm(folder, { recursive: true });
});

type Result = { readonly froze: string | undefined; readonly trouble: readonly string[] };

/** Five processes that are told to settle the month; the first to come to a point that the seed draws freezes there. */
const startFive = (world: MonthCase, redisUrl: string | undefined, at: number, first: string) =>
  Array.from({ length: 5 }, (_, index) => {
    const config = workersConfig(world, redisUrl);
    const databaseUrl = `${config.databaseUrl}?application_name=worker-${index}`;
    return startCrashingWorker({
      config: { ...config, databaseUrl },
      falls: { at, by: 'SIGSTOP', first, passing: notOfTheMonth },
    });
  });

const tellAll = async (world: MonthCase, redisUrl: string | undefined, times: number) => {
  const queue = await createBullmqQueue(queueSettings(workersConfig(world, redisUrl)), () => {});
  for (let told = 0; told < times; told++) await queue.nudge({ name: 'turn-months', payload: {} });
  return queue;
};

const settleByFive = async (world: MonthCase, seed: string, redisUrl?: string): Promise<Result> => {
  const frozenFile = join(folder, seed);
  const workers = startFive(world, redisUrl, 1 + randomBelow(pointsOfSettlement, seed), frozenFile);
  const trouble: string[] = [];
  try {
    await watchWrites(world.owner);
    await Promise.all(workers.map((worker) => worker.ready()));
    const queue = await tellAll(world, redisUrl, 5);
    await walkTo(world, 'PUBLISHED');
    const froze = await resume(world, workers, frozenFile, trouble);
    await queue.close();
    await walkTo(world, 'PAID');
    trouble.push(...(await wonTwice(world.owner)));
    trouble.push(...(await Promise.all(workers.map((worker) => stopWorker(worker)))).flat());
    trouble.push(...(await readTrouble(world)), ...differenceOf(expected, await readOutcome(world)));
    return { froze, trouble: trouble.map((line) => `${seed}, frozen at ${froze}: ${line}`) };
  } catch (error) {
    return { froze: undefined, trouble: [`${seed}: ${error}`] };
  } finally {
    for (const worker of workers) worker.process.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    await world.close();
  }
};

/** Lets the frozen one go on with what it was at, now that all of it is done: it writes nothing. */
const resume = async (
  { owner }: MonthCase,
  workers: readonly WorkerProcess[],
  frozenFile: string,
  trouble: string[],
): Promise<string | undefined> => {
  // From here on nobody freezes any more.
  await writeFile(frozenFile, 'nobody', { flag: 'wx' }).catch(() => {});
  const pid = await readFile(frozenFile, 'utf8');
  const index = workers.findIndex((worker) => `${worker.process.pid}` === pid);
  const frozen = workers[index];
  if (!frozen) return undefined;
  const written = await readWrites(owner, `worker-${index}`);
  const point = frozen.points().at(-1);
  frozen.process.kill('SIGCONT');
  await wait(1500);
  const more = (await readWrites(owner, `worker-${index}`)).slice(written.length);
  if (more.length > 0) trouble.push(`it wrote after it was resumed: ${more}`);
  return point;
};

const settlesOn = (queue: 'postgres' | 'redis', redisUrlOf: () => string | undefined) =>
  it(
    `has one winner per transition, on ${queue}, and one who froze meanwhile writes nothing (R-03)`,
    async () => {
      const seeds = Array.from(
        { length: scaleOf({ quick: 1, ci: 10, full: 100 }) },
        (_, n) => `${queue}-${n}`,
      );
      const results = await someAtOnce(2, seeds, async (seed) =>
        settleByFive(await month.open(), seed, redisUrlOf()),
      );
      const failed = results.filter(({ trouble }) => trouble.length > 0).length;
      const frozen = results.flatMap(({ froze }) => froze ?? []);
      recordEvidence({ id: 'R-03', queue, tried: results.length, failed });
      console.log(`R-03 on ${queue}: ${results.length} seeds, one frozen in ${frozen.length}: ${frozen}`);
      expect(results.flatMap(({ trouble }) => trouble)).toEqual([]);
      expect(frozen.length).toBeGreaterThan(0);
    },
    patience,
  );

describe('a month that five workers settle', () => {
  settlesOn('postgres', () => undefined);

  describe.runIf(redisProgram && scale() !== 'quick')('with Redis', () => {
    let redis: RedisServer;
    let database = 0;

    beforeAll(async () => {
      const flags = ['--maxmemory-policy', 'noeviction', '--databases', '200'];
      redis = await startRedisServer(redisProgram ?? '', ...flags);
    });
    afterAll(() => redis.close());

    settlesOn('redis', () => {
      database += 1;
      return `${redis.url}/${database}`;
    });
  });

  it('is settled on every queue where it has to be', () => {
    expect(redisProgram !== undefined || !allSuites()).toBe(true);
  });
});
