import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { needsProgram } from '@flattr/evidence/needs-program';
import { redisPlaces, startRedisServer } from '@flattr/test-world';
import { expect, test } from 'vitest';
import { createBullmqQueue } from '../src/bullmq-queue.ts';

const redisProgram = needsProgram('redis', redisPlaces);

test.runIf(redisProgram)('a queue that is closed while its Redis is down looks for it no more', async () => {
  const redis = await startRedisServer(redisProgram ?? '', '--maxmemory-policy', 'noeviction');
  const queue = await createBullmqQueue({ kind: 'redis', url: redis.url }, () => {});
  await redis.kill();
  await queue.close();
  let callers = 0;
  const inItsPlace = createServer((socket) => {
    callers += 1;
    socket.destroy();
  }).listen(Number(new URL(redis.url).port), '127.0.0.1');
  await once(inItsPlace, 'listening');
  await sleep(2_500);
  await once(inItsPlace.close(), 'close');
  expect(callers).toBe(0);
});
