import { createGuardedFetch, readAllowList } from '@flattr/adapters';
import { recordEvidence, scale, scaleOf } from '@flattr/evidence';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { type RedisServer, startRedisServer } from '@flattr/test-world';
import { evenly, someAtOnce } from '@flattr/test-world/at-once';
import { type CrashResult, type CrashWay, crashMonth } from '@flattr/test-world/crash/crash-month';
import { crashedAt, inOrder, moneyBackInOrder } from '@flattr/test-world/crash/in-order';
import { type ClaimedSite, seedMoneyBack, serveSite } from '@flattr/test-world/crash/money-back';
import { onQueue } from '@flattr/test-world/crash/on-queue';
import { type PreparedMonth, prepareMonth } from '@flattr/test-world/crash/prepared-month';
import { seedSmallestMonth } from '@flattr/test-world/crash/seed-month';
import { redisPlaces } from '@flattr/test-world/redis-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const redisProgram = needsProgram('redis', redisPlaces);

const patience = scaleOf({ quick: 180_000, ci: 1_800_000, full: 40_000_000 });

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** What should have happened in it, so that a crash could disturb it, and did not. */
const whatCameBack = (outcome: string): readonly string[] =>
  [
    /refunds\n.*SUCCEEDED/,
    /payout-reversed/,
    /disputes\n.*OPEN/,
    /escrow-released/,
    /leavings\n.*gil|left:/,
    /payouts\n.*FAILED.*\n.*PAID|payouts\n.*PAID.*\n.*FAILED/,
  ]
    .filter((what) => !what.test(outcome))
    .map(String);

const troubleOf = (results: readonly CrashResult[]) => results.flatMap(({ trouble }) => trouble);

let month: PreparedMonth;
let uncrashed: CrashResult;

const ways = {
  none: 'recorded work in order',
  postgres: 'BullMQ on postgres',
  redis: 'BullMQ on redis',
} as const;

/** Crashes at the points of this way, so many of them, and tells how many were tried and how many there are. */
const crashAtPoints = async (way: CrashWay, count: number, atOnce: number) => {
  // One in the middle is there in each way; for more we have to know how many this one has.
  const free = count > 1 ? await crashMonth(month, way, [], uncrashed.outcome) : uncrashed;
  const tried = evenly(count, numbers(free.left));
  const results = await someAtOnce(atOnce, tried, (point) =>
    crashMonth(month, way, [point], uncrashed.outcome),
  );
  const reached = results.filter(({ crashes }) => crashes.length === 1);
  return { points: free.left, results: [free, ...results], reached };
};

describe('a worker that is killed at any point of a month', () => {
  beforeAll(async () => {
    month = await prepareMonth();
    uncrashed = await crashMonth(month, inOrder, []);
  }, patience);
  afterAll(() => month.close());

  const isReplaced = (queue: 'none' | 'postgres' | 'redis', way: CrashWay, count: number, atOnce: number) =>
    it(
      `is finished by a fresh one, as if nothing had been: ${ways[queue]} (R-01)`,
      async () => {
        const { points, results, reached } = await crashAtPoints(way, count, atOnce);
        const failed = results.filter(({ trouble }) => trouble.length > 0).length;
        recordEvidence({ id: 'R-01', queue, tried: reached.length, failed });
        console.log(`R-01, ${ways[queue]}: ${reached.length} of ${points} crash points`);
        expect(uncrashed.trouble).toEqual([]);
        expect(troubleOf(results)).toEqual([]);
        expect(reached.length).toBeGreaterThan(0);
      },
      patience,
    );

  isReplaced('none', inOrder, scaleOf({ quick: 1, ci: 60, full: 1000 }), 3);

  const onQueueCount = scaleOf({ quick: 1, ci: 25, full: 1000 });

  isReplaced(
    'postgres',
    onQueue(() => undefined),
    onQueueCount,
    4,
  );

  describe.runIf(redisProgram && scale() !== 'quick')('with Redis', () => {
    let redis: RedisServer;
    let database = 0;

    beforeAll(async () => {
      redis = await startRedisServer(
        redisProgram ?? '',
        '--maxmemory-policy',
        'noeviction',
        '--databases',
        '2000',
      );
    });
    afterAll(() => redis.close());

    const nextDatabase = () => {
      database += 1;
      return `${redis.url}/${database}`;
    };
    isReplaced('redis', onQueue(nextDatabase), onQueueCount, 4);
  });
});

describe('a worker that is killed at any point while money comes back', () => {
  let site: ClaimedSite;
  let moneyBack: PreparedMonth;

  beforeAll(async () => {
    site = await serveSite();
    const allow = readAllowList(site.allow) ?? new Map();
    const fetcher = createGuardedFetch({ origin: 'http://localhost:4000', allow });
    moneyBack = await prepareMonth(seedMoneyBack(site), fetcher);
  }, patience);
  afterAll(async () => {
    await moneyBack.close();
    site.close();
  });

  it(
    'is replaced by a fresh one, and refunds, disputes, claims, payouts and who left are as if nothing had been (R-01)',
    async () => {
      const way = moneyBackInOrder(site);
      const unharmed = await crashMonth(moneyBack, way, []);
      const points = evenly(scaleOf({ quick: 2, ci: 40, full: 1000 }), numbers(unharmed.left));
      const results = await someAtOnce(3, points, (point) =>
        crashMonth(moneyBack, way, [point], unharmed.outcome),
      );
      const failed = results.filter(({ trouble }) => trouble.length > 0).length;
      recordEvidence({ id: 'R-01', tried: results.length, failed });
      console.log(`R-01, money that comes back: ${results.length} of ${unharmed.left} crash points`);
      expect(unharmed.trouble).toEqual([]);
      expect(troubleOf(results)).toEqual([]);
      expect(whatCameBack(unharmed.outcome)).toEqual([]);
    },
    patience,
  );
});

describe('a second worker that is killed as well, at any other point', () => {
  let smallest: PreparedMonth;
  let unharmed: CrashResult;

  beforeAll(async () => {
    smallest = await prepareMonth(seedSmallestMonth);
    unharmed = await crashMonth(smallest, inOrder, []);
  }, patience);
  afterAll(() => smallest.close());

  /** What becomes of the month if so many second workers, one at a time, go on with what the first one left, and die. */
  const crashAgain = async (first: number, count: number): Promise<readonly CrashResult[]> => {
    const { crash, month: left } = await crashedAt(smallest, first);
    try {
      const results = [await crashMonth(left, inOrder, [], unharmed.outcome)];
      for (const second of evenly(count, numbers(results[0]?.left ?? 0)))
        results.push(await crashMonth(left, inOrder, [second], unharmed.outcome));
      return results.map((result) => ({
        ...result,
        crashes: [crash, ...result.crashes],
        trouble: result.trouble.map((line) => `${crash}, then ${line}`),
      }));
    } finally {
      await left.close();
    }
  };

  // All pairs of the month above would be five times as many, and tell no more: this month is the smallest in which each
  // effect occurs, and each occurs once. What the first one leaves is kept, for all of those who come second.
  it(
    'is finished by a third one, as if nothing had been (R-02)',
    async () => {
      const firsts = evenly(scaleOf({ quick: 1, ci: 40, full: 1000 }), numbers(unharmed.left));
      const count = scaleOf({ quick: 1, ci: 3, full: 1000 });
      const results = (await someAtOnce(3, firsts, (first) => crashAgain(first, count))).flat();
      const failed = results.filter(({ trouble }) => trouble.length > 0).length;
      const pairs = results.filter(({ crashes }) => crashes.length === 2);
      recordEvidence({ id: 'R-02', tried: pairs.length, failed });
      console.log(`R-02: ${pairs.length} pairs, ${firsts.length} of ${unharmed.left} crash points first`);
      expect(unharmed.trouble).toEqual([]);
      expect(troubleOf(results)).toEqual([]);
      expect(pairs.length).toBeGreaterThan(0);
    },
    patience,
  );
});

it('crashes on every queue where it has to', () => {
  expect(redisProgram !== undefined || !allSuites()).toBe(true);
});
