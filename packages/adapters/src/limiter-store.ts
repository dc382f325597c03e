import type { Log } from '@flattr/domain/ports';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterStoreAbstract,
} from 'rate-limiter-flexible';

/** What is counted, and where it is kept in PostgreSQL; in Redis the prefix of its keys tells it from the rest. */
type Limits = {
  readonly points: number;
  readonly duration: number;
  readonly keyPrefix: string;
  readonly table: { readonly schemaName?: string; readonly tableName: string };
};

export type LimiterStore = {
  /** A limiter that counts here. */
  open(limits: Limits): RateLimiterStoreAbstract;
  /** Throws away, in PostgreSQL, what is over; Redis does so by itself. */
  sweep(table: string): Promise<void>;
  close(): void;
};

/**
 * Counts in Redis if there is one, else in PostgreSQL, for all processes together. Where that cannot be asked, or does not
 * answer soon, each process counts for itself: a limiter that is down stops nobody.
 */
export const openLimiterStore = (pool: Pool, log: Log, redisUrl?: string): LimiterStore =>
  redisUrl === undefined ? inPostgres(pool) : inRedis(redisUrl, log);

const insured = ({ table: _table, ...limits }: Limits) => ({
  ...limits,
  insuranceLimiter: new RateLimiterMemory(limits),
});

const inRedis = (url: string, log: Log): LimiterStore => {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 250 });
  redis.on('error', (error) => log.warn({ err: error }, 'the Redis that counts requests is down'));
  return {
    open: (limits) =>
      new RateLimiterRedis({ ...insured(limits), storeClient: redis, rejectIfRedisNotReady: true }),
    sweep: async () => {},
    close: () => redis.disconnect(),
  };
};

const inPostgres = (pool: Pool): LimiterStore => ({
  open: (limits) =>
    new RateLimiterPostgres({
      ...insured(limits),
      ...limits.table,
      storeClient: pool,
      storeType: 'pool',
      tableCreated: true,
      clearExpiredByTimeout: false,
    }),
  sweep: async (table) => {
    // What is not thrown away now is by the next.
    await pool.query(`DELETE FROM ${table} WHERE expire < $1`, [Date.now()]).catch(() => {});
  },
  close: () => {},
});
