import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refuseEvictingRedis } from '@flattr/adapters';
import { type Evidence, recordEvidence, scale, scaleOf } from '@flattr/evidence';
import { needsProgram } from '@flattr/evidence/needs-program';
import {
  createWorld,
  type LosableQueue,
  losablePostgresQueue,
  losableRedis,
  startRedisServer,
  type World,
} from '@flattr/test-world';
import { describe, expect, it } from 'vitest';
import { startMonth } from './month-by-the-queue.ts';

const redisProgram = needsProgram('redis', ['/usr/bin/redis-server', '/usr/local/bin/redis-server']) ?? '';
/** How many points lose the queue in a month of their own, besides the month that loses it at all of them. */
const pointsAlone = scaleOf({ quick: 0, ci: 4, full: Number.MAX_SAFE_INTEGER });
const downSeconds = scaleOf({ quick: 1, ci: 20, full: 60 });

type OpenQueue = (world: World) => Promise<LosableQueue>;
type Kind = NonNullable<Evidence['queue']>;

/** Plays a month whose queue is emptied the first time that it comes to a point which is asked for; tells the points. */
const playMonth = async (openQueue: OpenQueue, isAsked: (point: string) => boolean) => {
  const seen = new Set<string>();
  let queue: LosableQueue | undefined;
  const onPoint = async (point: string) => {
    if (seen.has(point)) return;
    seen.add(point);
    if (isAsked(point)) await queue?.forget();
  };
  const month = await startMonth(openQueue, { onPoint });
  queue = month.queue;
  try {
    await queue.forget();
    const took = (await month.endNovember()) + (await month.payOut());
    return { points: [...seen], took, problems: await month.problems() };
  } finally {
    await month.close();
  }
};

const losingTheQueue = (kind: Kind, openQueue: OpenQueue) => {
  it('is emptied at every point of a month, which settles and pays all the same (R-04)', async () => {
    const all = await playMonth(openQueue, () => true);
    console.log(
      `R-04 on ${kind}: emptied at ${all.points.length} points, ${all.took} ms: ${all.points.join('; ')}`,
    );
    const problems = [...all.problems];
    const step = Math.max(1, Math.floor(all.points.length / pointsAlone));
    const alone = pointsAlone === 0 ? [] : all.points.filter((_, index) => index % step === 0);
    for (const asked of alone) {
      const one = await playMonth(openQueue, (point) => point === asked);
      problems.push(...one.problems.map((problem) => `emptied ${asked}: ${problem}`));
    }
    recordEvidence({
      id: 'R-04',
      queue: kind,
      tried: all.points.length + alone.length,
      failed: problems.length,
    });
    expect(all.points.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  }, 1_800_000);

  it(`is away for ${downSeconds} s at the cut, comes back empty, and the month is settled (R-04)`, async () => {
    const month = await startMonth(openQueue);
    try {
      await month.queue.down();
      const settled = month.endNovember();
      await wait(downSeconds * 1000);
      await month.queue.up();
      const took = (await settled) + (await month.payOut());
      console.log(`R-04 on ${kind}: away for ${downSeconds} s, settled and paid in ${took} ms`);
      const problems = await month.problems();
      recordEvidence({ id: 'R-04', queue: kind, tried: 1, failed: problems.length });
      expect(problems).toEqual([]);
    } finally {
      await month.close();
    }
  }, 300_000);

  it.runIf(scale() !== 'quick')(
    'is swept within 60 s with the sweeper as it comes (R-04)',
    async () => {
      const month = await startMonth(openQueue, { sweepSeconds: 30 });
      try {
        await month.queue.forget();
        const took = await month.endNovember();
        console.log(`R-04 on ${kind}: emptied before the cut, swept and settled in ${took} ms`);
        recordEvidence({ id: 'R-04', queue: kind, tried: 1, failed: took > 60_000 ? 1 : 0 });
        expect(took).toBeLessThan(60_000);
      } finally {
        await month.close();
      }
    },
    120_000,
  );
};

describe('the queue on PostgreSQL', () => losingTheQueue('postgres', losablePostgresQueue));

describe.runIf(redisProgram)('the queue on Redis', () => {
  losingTheQueue('redis', () => losableRedis(redisProgram));

  /** Starts a worker as the process that an operator starts, and gives how it ended, or that it is ready. */
  const startProcess = async (redisUrl: string, world: World) => {
    const main = join(import.meta.dirname, '../src/main.ts');
    const env = {
      DATABASE_URL: world.config.databaseUrl,
      REDIS_URL: redisUrl,
      STRIPE_SECRET_KEY: 'sk_test_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
    };
    const worker = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    worker.stderr.on('data', (chunk) => (told += chunk));
    const ready = new Promise<string>((resolve) =>
      worker.stdout.on('data', (chunk) => `${chunk}`.includes('the worker is ready') && resolve('ready')),
    );
    const ended = once(worker, 'exit').then(([code]) => `ended with ${code}`);
    const outcome = await Promise.race([ready, ended]);
    worker.kill('SIGTERM');
    await ended;
    return { outcome, told };
  };

  it('is refused by a worker where Redis throws jobs away when its memory is full (R-04)', async () => {
    const world = await createWorld();
    const policies = ['allkeys-lru', 'volatile-lru', 'allkeys-random', 'volatile-ttl'];
    const refused = policies.slice(0, scaleOf({ quick: 1, ci: 4, full: 4 }));
    const wrong: string[] = [];
    for (const policy of refused) {
      const redis = await startRedisServer(redisProgram, '--maxmemory-policy', policy);
      const { outcome, told } = await startProcess(redis.url, world);
      if (outcome !== 'ended with 1') wrong.push(`${policy}: it ${outcome}`);
      if (!told.includes(`maxmemory-policy ${policy}`) || told.includes('    at '))
        wrong.push(`${policy}: it says ${told}`);
      await redis.close();
    }
    if (scale() !== 'quick') {
      const keeping = await startRedisServer(redisProgram, '--maxmemory-policy', 'noeviction');
      const { outcome } = await startProcess(keeping.url, world);
      if (outcome !== 'ready') wrong.push(`noeviction: it ${outcome}`);
      await keeping.close();
    }
    await world.close();
    recordEvidence({ id: 'R-04', queue: 'redis', tried: refused.length, failed: wrong.length });
    expect(wrong).toEqual([]);
  });

  it('is taken with a warning where Redis may not tell what it does', async () => {
    const rights = ['--user', 'default', 'on', 'nopass', '~*', '&*', '+@all', '-info', '-config'];
    const redis = await startRedisServer(redisProgram, ...rights);
    const warnings: string[] = [];
    const log = {
      info: () => {},
      error: () => {},
      warn: (_facts: object, warning: string) => warnings.push(warning),
    };
    await refuseEvictingRedis(redis.url, log);
    expect(warnings).toEqual([expect.stringContaining('maxmemory-policy')]);
    await redis.close();
    await expect(refuseEvictingRedis(redis.url, log)).rejects.toThrow('does not answer');
  });
});
