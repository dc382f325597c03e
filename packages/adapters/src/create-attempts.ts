import type { Allowance, Attempts, Log } from '@flattr/domain/ports';
import { Redis } from 'ioredis';
import type pg from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterRes,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible';

type Counting = { readonly attempts: Attempts; close(): void };

/**
 * Counts in Redis if there is one, else in PostgreSQL, for all processes together; while neither can be reached each process
 * counts for itself.
 */
export const createAttempts = (pool: pg.Pool, log: Log, redisUrl?: string): Counting => {
  const redis =
    redisUrl === undefined
      ? undefined
      : new Redis(redisUrl, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  redis?.on('error', (error) => log.warn({ err: error }, 'the Redis that counts attempts is down'));
  redis?.connect().catch(() => {});
  const limiters = new Map<string, RateLimiterStoreAbstract>();
  const limiterOf = ({ points, seconds }: Allowance): RateLimiterStoreAbstract => {
    const name = `${points}/${seconds}`;
    const known = limiters.get(name);
    if (known) return known;
    const limits = { points, duration: seconds, keyPrefix: 'flattr-attempts' };
    const shared = { ...limits, insuranceLimiter: new RateLimiterMemory(limits) };
    const made = redis
      ? new RateLimiterRedis({ ...shared, storeClient: redis, rejectIfRedisNotReady: true })
      : new RateLimiterPostgres({
          ...shared,
          storeClient: pool,
          storeType: 'pool',
          tableName: 'attempts',
          tableCreated: true,
          clearExpiredByTimeout: false,
        });
    limiters.set(name, made);
    return made;
  };
  return { attempts: attemptsOf(limiterOf), close: () => redis?.disconnect() };
};

const attemptsOf = (limiterOf: (allowance: Allowance) => RateLimiterStoreAbstract): Attempts => ({
  count: async (key, allowance) => {
    try {
      await limiterOf(allowance).consume(key);
      return 0;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  },
  forgive: async (key, allowance) => {
    await limiterOf(allowance).reward(key);
  },
  forget: async (key, allowance) => {
    await limiterOf(allowance).delete(key);
  },
});
