import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Counter } from './hourly-limiter.ts';

/** The points of an hour are counted here; what they are held against is the caller's. */
const counting = { points: Number.MAX_SAFE_INTEGER, duration: 60 * 60, keyPrefix: 'flattr-cost' };

/** Where the shared count cannot be asked, each process counts for itself: a limiter that is down stops nobody. */
const insured = () => ({ ...counting, insuranceLimiter: new RateLimiterMemory(counting) });

export type OpenCounter = Counter & { close(): void };

/** The count on Redis; one that does not answer soon is not waited for. */
export const openRedisCounter = (url: string): OpenCounter => {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 250 });
  // The limiter does without it, and the queue on the same Redis says that it is down.
  redis.on('error', () => {});
  const limiter = new RateLimiterRedis({ ...insured(), storeClient: redis, rejectIfRedisNotReady: true });
  return {
    consume: (key, points) => limiter.consume(key, points),
    close: () => redis.disconnect(),
  };
};

/** After how many counts those of hours that are over are thrown away. */
const sweepEvery = 1000;
const overHours = 'DELETE FROM limits.points WHERE expire < $1';

/** The count in PostgreSQL, in a table that is not logged: what a crash takes of it is an hour of counting. */
export const openPostgresCounter = (pool: Pool): OpenCounter => {
  const limiter = new RateLimiterPostgres({
    ...insured(),
    storeClient: pool,
    storeType: 'pool',
    schemaName: 'limits',
    tableName: 'points',
    tableCreated: true,
    clearExpiredByTimeout: false,
  });
  let counts = 0;
  return {
    consume: async (key, points) => {
      counts += 1;
      // What is not thrown away now is by the next.
      if (counts % sweepEvery === 0) await pool.query(overHours, [Date.now()]).catch(() => {});
      return limiter.consume(key, points);
    },
    close: () => {},
  };
};
