import { setTimeout as sleep } from 'node:timers/promises';
import type { Limiter, Log } from '@flattr/domain/ports';
import { needsProgram } from '@flattr/evidence/needs-program';
import { createWorld, type RedisServer, redisPlaces, startRedisServer, type World } from '@flattr/test-world';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHourlyLimiter } from '../src/hourly-limiter.ts';
import { countHours } from '../src/limiter-counter.ts';
import { type LimiterStore, openLimiterStore } from '../src/limiter-store.ts';

const limit = 1000;
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Takes ten at a time until nothing more is granted, in turns, and tells how much was. */
const takeAll = async (limiters: readonly Limiter[], key: string): Promise<number> => {
  let granted = 0;
  for (let round = 0; round < 110; round += 1) {
    for (const limiter of limiters) granted += (await limiter.take(key, 10, limit)).granted ? 10 : 0;
  }
  return granted;
};

const behaves = (open: () => LimiterStore) => {
  const stores: LimiterStore[] = [];
  const another = async (): Promise<Limiter> => {
    const store = open();
    stores.push(store);
    // A Redis that is not connected yet is one that does not answer.
    await sleep(100);
    return createHourlyLimiter(countHours(store));
  };
  afterAll(() => {
    for (const store of stores) store.close();
  });

  test('grants the whole limit to one process, and tells what is left', async () => {
    const limiter = await another();
    expect(await limiter.take('one', 0, limit)).toMatchObject({ granted: true, remaining: limit });
    expect(await limiter.take('one', 7, limit)).toMatchObject({ granted: true, remaining: 993 });
    expect(await limiter.take('one', 994, limit)).toMatchObject({ granted: false, remaining: 993 });
    expect(await limiter.take('one', 993, limit)).toMatchObject({ granted: true, remaining: 0 });
    expect(await limiter.take('one', 1, limit)).toMatchObject({ granted: false, remaining: 0 });
  });

  test('grants it once to several processes, less what each drew ahead', async () => {
    const granted = await takeAll([await another(), await another(), await another()], 'three');
    expect(granted).toBeLessThanOrEqual(limit);
    expect(granted).toBeGreaterThanOrEqual(0.97 * limit);
  });

  test('grants it once to those who ask at the same moment', async () => {
    const limiter = await another();
    const answers = await Promise.all(Array.from({ length: 200 }, () => limiter.take('at once', 10, limit)));
    expect(answers.filter(({ granted }) => granted).length).toBeLessThanOrEqual(limit / 10);
  });
};

describe('in PostgreSQL', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.close());
  behaves(() => openLimiterStore(world.platform.pool, silent));

  test('asks for what most requests cost a few times an hour', async () => {
    const { pool } = world.platform;
    let asks = 0;
    const count = () => {
      asks += 1;
    };
    pool.on('acquire', count);
    await takeAll([createHourlyLimiter(countHours(openLimiterStore(pool, silent)))], 'thrifty');
    pool.off('acquire', count);
    expect(asks).toBeLessThanOrEqual(51);
  });

  test('goes on without its table', async () => {
    await world.owner.query('ALTER TABLE limits.points RENAME TO away');
    const limiter = createHourlyLimiter(countHours(openLimiterStore(world.platform.pool, silent)));
    expect(await limiter.take('away', 10, limit)).toMatchObject({ granted: true, remaining: 990 });
    expect(await limiter.take('away', 991, limit)).toMatchObject({ granted: false });
    await world.owner.query('ALTER TABLE limits.away RENAME TO points');
  });
});

const program = needsProgram('redis', redisPlaces);
describe.runIf(program)('on Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedisServer(program ?? '');
  });
  afterAll(() => redis.close());
  const open = () => openLimiterStore(new pg.Pool(), silent, redis.url);
  behaves(open);

  test('goes on by itself while it does not answer, and after it is gone', async () => {
    const store = open();
    await sleep(100);
    const limiter = createHourlyLimiter(countHours(store));
    expect(await limiter.take('frozen', 10, limit)).toMatchObject({ granted: true, remaining: 990 });
    redis.freeze();
    const began = performance.now();
    expect(await limiter.take('frozen too', 10, limit)).toMatchObject({ granted: true });
    expect(performance.now() - began).toBeGreaterThan(200);
    redis.thaw();
    await redis.kill();
    expect(await limiter.take('gone', 10, limit)).toMatchObject({ granted: true });
    store.close();
    await redis.start();
  });
});
