import type { Platform } from '@flattr/domain/platform';
import type { Queue } from '@flattr/domain/ports';
import type pg from 'pg';

/** Called at each point with its name; what it waits for, the product waits for. */
export type OnPoint = (point: string) => Promise<void>;

/**
 * A platform that tells each moment at which it touches something outside itself: before and after every commit of a
 * transaction, every ring of the queue, every call of the provider and every mail. The product knows nothing of it.
 */
export const watchPoints = (platform: Platform, onPoint: OnPoint): Platform => ({
  ...platform,
  pool: watchPool(platform.pool, onPoint),
  queue: watchQueue(platform.queue, onPoint),
  gateway: watchCalls('the provider’s', platform.gateway, onPoint),
  mailer: watchCalls('the mailer’s', platform.mailer, onPoint),
});

const around = async <T>(name: string, onPoint: OnPoint, work: () => Promise<T>): Promise<T> => {
  await onPoint(`before ${name}`);
  const result = await work();
  await onPoint(`after ${name}`);
  return result;
};

const watchQueue = (queue: Queue, onPoint: OnPoint): Queue => ({
  ring: (recorded) => {
    const names = [...new Set(recorded.map(({ job }) => job.name))];
    if (names.length === 0) return queue.ring(recorded);
    return around(`ringing for ${names.join(', ')}`, onPoint, () => queue.ring(recorded));
  },
  nudge: (job) => around(`nudging ${job.name}`, onPoint, () => queue.nudge(job)),
  close: () => queue.close(),
});

/** What answers without going outside, or piece by piece. */
const isImmediate = (name: string): boolean =>
  ['estimateFee', 'payoutStep', 'readEvent'].includes(name) || name.startsWith('list');

const watchCalls = <Port extends object>(whose: string, port: Port, onPoint: OnPoint): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      if (isImmediate(String(name))) return value.bind(target);
      return (...args: unknown[]) =>
        around(`${whose} ${String(name)}`, onPoint, () => Reflect.apply(value, target, args));
    },
  });

const watchPool = (pool: pg.Pool, onPoint: OnPoint): pg.Pool =>
  new Proxy(pool, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (name === 'connect') return async () => watchClient(await target.connect(), onPoint);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

const written = /^\s*(?:INSERT INTO|UPDATE|DELETE FROM|COPY(?=[^)]*\) FROM STDIN))\s+(\w+)/i;

/** The text of what is asked, which may be a string, a configuration or a stream. */
const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : String((asked as { text?: unknown } | undefined)?.text ?? '');

/** A commit is called after the tables that its transaction wrote. */
const watchClient = (client: pg.PoolClient, onPoint: OnPoint): pg.PoolClient => {
  const tables = new Set<string>();
  const query = (...args: unknown[]) => {
    const text = textOf(args[0]);
    const run = () => Reflect.apply(client.query, client, args);
    const [, table] = written.exec(text) ?? [];
    if (table) tables.add(table);
    if (text === 'BEGIN') tables.clear();
    if (text !== 'COMMIT' || tables.size === 0) return run();
    return around(`the commit of ${[...tables].sort().join(', ')}`, onPoint, run);
  };
  return new Proxy(client, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (name === 'query') return query;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
};
