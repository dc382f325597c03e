import { setTimeout as wait } from 'node:timers/promises';
import { createBullmqQueue, type QueueSettings } from '@flattr/adapters';
import type { Platform } from '@flattr/domain/platform';
import { sweep } from '@flattr/domain/sweep';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { createWorld, type Person, type RedisServer, startRedisServer, type World } from '@flattr/test-world';
import { redisPlaces } from '@flattr/test-world/redis-server';
import { startWorker } from '@flattr/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const redisProgram = needsProgram('redis', redisPlaces);

const until = async (done: () => Promise<boolean>, ms = 30_000) => {
  const deadline = performance.now() + ms;
  while (!(await done())) {
    if (performance.now() > deadline) throw new Error('it did not happen in time');
    await wait(50);
  }
};

/** A month goes through a real queue from the cut to the bank; nobody calls a verb. */
const monthThroughTheQueue = (settingsOf: (world: World) => QueueSettings) => {
  let world: World;
  let platform: Platform;
  let singer: Person;
  let close: () => Promise<void>;

  beforeAll(async () => {
    world = await createWorld();
    singer = await world.joins('singer');
    const song = await world.publishes(singer, 'https://song.example/');
    await world.setsUpPayouts(singer);
    const ada = await world.joins('ada');
    await world.funds(ada, '15.00');
    await world.flattrs(ada, song);
    await world.work();
    const queue = await createBullmqQueue(settingsOf(world), () => {});
    platform = { ...world.platform, queue };
    const worker = await startWorker(platform, settingsOf(world));
    close = async () => {
      await worker.close();
      await queue.close();
      await world.close();
    };
  });
  afterAll(() => close());

  const mails = async () =>
    (await world.mailbox.list()).filter(({ to }) => to === 'singer@people.example').length;
  const state = async (month: string) => (await platform.db.month.findUnique({ where: { month } }))?.state;

  it('settles the month and tops the wallet up', async () => {
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await sweep(platform);
    await until(async () => (await state('2026-11')) === 'PUBLISHED');
    await until(
      async () => (await platform.db.charge.count({ where: { kind: 'TOP_UP', state: 'SUCCEEDED' } })) === 1,
    );
  });

  it('pays the creator once the holds are over, and mails it', async () => {
    await world.moveClockTo('2027-01-08T00:00:02Z');
    await sweep(platform);
    await until(async () => (await state('2026-12')) === 'PUBLISHED');
    await until(
      async () =>
        (await platform.db.payout.count({
          where: { creatorId: singer.id, providerPayoutId: { not: null } },
        })) === 1,
    );
    await until(async () => (await mails()) === 1);
  });

  it('does work that nobody rang for, and does it once', async () => {
    await platform.pool.query(
      `INSERT INTO outbox (job, payload, created_at)
       SELECT 'mail-payout', json_build_object('payoutId', id), clock_timestamp() - interval '1 minute' FROM payouts`,
    );
    await sweep(platform);
    await until(async () => (await mails()) === 2);
    await until(
      async () => (await platform.pool.query('SELECT FROM outbox WHERE done_at IS NULL')).rowCount === 0,
    );
    await sweep(platform);
    await wait(300);
    expect(await mails()).toBe(2);
  });
};

describe('the queue on PostgreSQL', () => {
  monthThroughTheQueue(({ config }) => ({ kind: 'postgres', connectionString: config.databaseUrl ?? '' }));
});

describe.runIf(redisProgram)('the queue on Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await startRedisServer(redisProgram ?? '', '--maxmemory-policy', 'noeviction');
  });
  afterAll(() => redis.close());

  monthThroughTheQueue(() => ({ kind: 'redis', url: redis.url }));
});

it('runs every suite where it has to', () => {
  expect(redisProgram !== undefined || !allSuites()).toBe(true);
});
