import { createPlatform } from '@flattr/adapters';
import { allSuites, needsProgram } from '@flattr/evidence/needs-program';
import { redisPlaces, startRedisServer } from '@flattr/test-world/redis-server';
import { until } from '@flattr/test-world/until';
import { expect, test } from 'vitest';
import { openApi } from './open-api.ts';

const program = needsProgram('redis', redisPlaces) ?? '';

test('has Redis where every suite must run', () => {
  expect(program !== '' || !allSuites()).toBe(true);
});

test.runIf(program !== '')(
  'attempts are counted for all processes together in Redis, and go on while it is away',
  async () => {
    const redis = await startRedisServer(program);
    const { world, close } = await openApi();
    const open = () =>
      createPlatform({ ...world.config, redisUrl: redis.url }, { queue: world.platform.queue });
    const [one, other] = [await open(), await open()];
    const allowance = { points: 3, seconds: 600 };
    const stored = async () =>
      (await world.owner.query('SELECT FROM attempts WHERE key LIKE $1', ['%shared%'])).rowCount;
    try {
      // The connection comes about in its own time; until then each counts for itself.
      await until('both reach Redis', async () => {
        const key = `probe-${performance.now()}`;
        for (let at = 0; at < 3; at++) await one.attempts.count(key, allowance);
        return (await other.attempts.count(key, allowance)) > 0;
      });
      const waits = [];
      for (const platform of [one, other, one, other])
        waits.push(await platform.attempts.count('shared', allowance));
      expect(waits).toEqual([0, 0, 0, expect.any(Number)]);
      expect([waits[3] ?? 0, await stored()]).toEqual([600, 0]);
      await one.attempts.forget('shared', allowance);
      expect(await other.attempts.count('shared', allowance)).toBe(0);
      await redis.kill();
      for (let at = 0; at < 3; at++) await one.attempts.count('away', allowance);
      expect(await one.attempts.count('away', allowance)).toBeGreaterThan(0);
    } finally {
      await one.close();
      await other.close();
      await close();
      await redis.close();
    }
  },
  120_000,
);
