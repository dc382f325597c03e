import { setTimeout as wait } from 'node:timers/promises';
import type { QueueSettings } from '@flattr/adapters';
import { classifyError } from '@flattr/database/classify-error';
import type { World } from './create-world.ts';
import { startCuttingProxy } from './cutting-proxy.ts';
import { startRedisServer } from './redis-server.ts';

/** A queue that a test may empty, and take away for a while. */
export type LosableQueue = {
  readonly settings: QueueSettings;
  /** Everything in it is gone. */
  forget(): Promise<void>;
  down(): Promise<void>;
  /** It is back, and empty. */
  up(): Promise<void>;
  close(): Promise<void>;
};

/** A Redis: emptied by FLUSHALL, ended by SIGKILL and started again. */
export const losableRedis = async (program: string): Promise<LosableQueue> => {
  const redis = await startRedisServer(program, '--maxmemory-policy', 'noeviction');
  return {
    settings: { kind: 'redis', url: redis.url },
    forget: redis.flush,
    down: redis.kill,
    up: redis.start,
    close: redis.close,
  };
};

/** The tables in a world's own database: emptied by TRUNCATE, cut off while the rest of the database is there. */
export const losablePostgresQueue = async ({ config, owner }: World): Promise<LosableQueue> => {
  const databaseUrl = config.databaseUrl ?? '';
  const proxy = await startCuttingProxy(databaseUrl);
  const forget = () => truncateQueue(owner);
  return {
    settings: { kind: 'postgres', connectionString: proxy.urlOf(databaseUrl) },
    forget,
    down: proxy.down,
    up: async () => {
      await forget();
      await proxy.up();
    },
    close: proxy.close,
  };
};

/** Empties the queue's tables, but for the list of its migrations, in a moment when nobody is at any of them. */
const truncateQueue = async (owner: World['owner']): Promise<void> => {
  const { rows } = await owner.query<{ tables: string | null }>(
    `SELECT string_agg(format('bullmq.%I', tablename), ', ') AS tables FROM pg_tables
     WHERE schemaname = 'bullmq' AND tablename <> 'migration'`,
  );
  const tables = rows[0]?.tables;
  if (!tables) return;
  for (;;) {
    try {
      await owner.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE NOWAIT; TRUNCATE ${tables}`);
      return;
    } catch (error) {
      if (classifyError(error) !== 'retry') throw error;
      await wait(5);
    }
  }
};
