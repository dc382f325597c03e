import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue, createMailbox, queueSettings } from '@flattr/adapters';
import { recordEvidence, scale, scaleOf } from '@flattr/evidence';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type RedisServer, startRedisServer } from '@flattr/test-world';
import { someAtOnce } from '@flattr/test-world/at-once';
import { crashMonth } from '@flattr/test-world/crash/crash-month';
import { inOrder } from '@flattr/test-world/crash/in-order';
import { isAt, walkTo } from '@flattr/test-world/crash/month-walk';
import { type MonthCase, type PreparedMonth, prepareMonth } from '@flattr/test-world/crash/prepared-month';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { differenceOf, readOutcome, readTrouble } from '@flattr/test-world/crash/read-outcome';
import { moments } from '@flattr/test-world/crash/seed-month';
import { workersConfig } from '@flattr/test-world/crash/work-order';
import { startProcess, stopWorker, type WorkerProcess } from '@flattr/test-world/crash/worker-process';
import { redisPlaces } from '@flattr/test-world/redis-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const redisProgram = needsProgram('redis', redisPlaces);
const patience = scaleOf({ quick: 180_000, ci: 1_200_000, full: 10_000_000 });

/** A container is given about so long before it is killed; a settlement and its payouts take a part of a second here. */
const deadlineMs = 10_000;
const busyMs = 600;

const program = join(import.meta.dirname, '../src/main.ts');

let folder: string;
let month: PreparedMonth;
let expected: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flattr-stopped-'));
  month = await prepareMonth();
  expected = (await crashMonth(month, inOrder, [])).outcome;
}, patience);
afterAll(async () => {
  await month.close();
  await rm(folder, { recursive: true });
});

const startMain = (world: MonthCase, seed: string, redisUrl: string | undefined): WorkerProcess => {
  const config = workersConfig(world);
  return startProcess([program], {
    DATABASE_URL: `${config.databaseUrl}?application_name=stopped`,
    FLATTR_HOME: join(folder, seed),
    FLATTR_ORIGIN: config.policy.origin,
    FLATTR_SHARD_SIZE: `${config.policy.shardSize}`,
    FLATTR_LEASE_SECONDS: `${config.policy.leaseSeconds}`,
    FLATTR_SWEEP_SECONDS: `${config.policy.sweepSeconds}`,
    STRIPE_SECRET_KEY: config.stripe?.secretKey ?? '',
    STRIPE_WEBHOOK_SECRET: config.stripe?.webhookSecrets[0] ?? '',
    STRIPE_EMULATOR_URL: config.stripe?.emulator ?? '',
    ...(redisUrl && { REDIS_URL: redisUrl }),
  });
};

type Result = { readonly midway: boolean; readonly trouble: readonly string[] };

/** Stops a worker at a moment that the seed draws, while it settles or while it pays; a fresh one finishes. */
const stopOnce = async (opened: MonthCase, seed: string, redisUrl?: string): Promise<Result> => {
  await mkdir(join(folder, seed));
  const world = { ...opened, mailbox: createMailbox(join(folder, seed, 'mailbox.jsonl')) };
  const state = randomBelow(2, `${seed} phase`) === 0 ? 'PUBLISHED' : 'PAID';
  const trouble: string[] = [];
  const first = startMain(world, seed, redisUrl);
  const settings = queueSettings({ ...world.config, redisUrl });
  const queue = await createBullmqQueue(settings, (error) => trouble.push(error.message));
  try {
    await first.ready();
    if (state === 'PAID') await walkTo(world, 'PUBLISHED');
    await world.moveClockTo(moments[state === 'PAID' ? 1 : 0]);
    await queue.nudge({ name: 'turn-months', payload: {} });
    await wait(randomBelow(busyMs, seed));
    trouble.push(...(await stop(world, first)));
    const midway = !(await isAt(world, state));
    const second = startMain(world, seed, redisUrl);
    await second.ready();
    if (state === 'PUBLISHED') await walkTo(world, 'PUBLISHED');
    await walkTo(world, 'PAID');
    trouble.push(...(await stop(world, second)));
    trouble.push(...(await readTrouble(world)), ...differenceOf(expected, await readOutcome(world)));
    return { midway, trouble: trouble.map((line) => `${seed}, stopped until ${state}: ${line}`) };
  } catch (error) {
    return { midway: false, trouble: [`${seed}, stopped until ${state}: ${error}`] };
  } finally {
    await queue.close();
    await world.close();
  }
};

/** Tells a worker to stop: it goes in time, by itself, and leaves nothing open. */
const stop = async ({ owner }: MonthCase, worker: WorkerProcess): Promise<readonly string[]> => {
  const trouble = await stopWorker(worker, deadlineMs);
  const { rowCount } = await owner.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'stopped'
       AND state LIKE 'idle in transaction%'`,
  );
  return rowCount ? [...trouble, `${rowCount} transactions were left open`] : trouble;
};

const stopsOn = (queue: 'postgres' | 'redis', redisUrlOf: () => string | undefined) =>
  it(
    `goes by itself, and a fresh one finishes what it left, on ${queue} (R-30)`,
    async () => {
      const count = scaleOf({ quick: 1, ci: 10, full: 50 });
      const seeds = Array.from({ length: count }, (_, n) => `${queue}-${n}`);
      const results = await someAtOnce(3, seeds, async (seed) =>
        stopOnce(await month.open(), seed, redisUrlOf()),
      );
      const failed = results.filter(({ trouble }) => trouble.length > 0).length;
      const midway = results.filter((result) => result.midway).length;
      recordEvidence({ id: 'R-30', queue, tried: results.length, failed });
      console.log(`R-30 on ${queue}: ${results.length} stopped by SIGTERM, ${midway} with work left`);
      expect(results.flatMap(({ trouble }) => trouble)).toEqual([]);
    },
    patience,
  );

describe('a worker that is told to stop while it settles or pays', () => {
  stopsOn('postgres', () => undefined);

  describe.runIf(redisProgram && scale() !== 'quick')('with Redis', () => {
    let redis: RedisServer;
    let database = 0;

    beforeAll(async () => {
      const flags = ['--maxmemory-policy', 'noeviction', '--databases', '200'];
      redis = await startRedisServer(redisProgram ?? '', ...flags);
    });
    afterAll(() => redis.close());

    stopsOn('redis', () => {
      database += 1;
      return `${redis.url}/${database}`;
    });
  });

  it('stops on every queue where it has to', () => {
    expect(redisProgram !== undefined || !allSuites()).toBe(true);
  });
});
