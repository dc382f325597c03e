import type pg from 'pg';

const watched = new WeakSet<pg.PoolClient>();

type Listener = (text: string) => void;
const listeners = new WeakMap<pg.PoolClient, Listener>();

const textOf = (query: unknown): string => {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? `${query.text}` : '';
};

/** The texts of all statements that a pool's connections were given while something ran, within transactions too. */
export const statementsDuring = async (
  pool: pg.Pool,
  work: () => Promise<unknown>,
): Promise<readonly string[]> => {
  const texts: string[] = [];
  const watch = (client: pg.PoolClient) => {
    listeners.set(client, (text) => texts.push(text));
    if (watched.has(client)) return;
    watched.add(client);
    const ask = client.query;
    Object.assign(client, {
      query: (...args: Parameters<typeof ask>) => {
        listeners.get(client)?.(textOf(args[0]));
        return Reflect.apply(ask, client, args);
      },
    });
  };
  const forget = (_error: unknown, client: pg.PoolClient) => listeners.delete(client);
  pool.on('acquire', watch);
  pool.on('release', forget);
  await work().finally(() => {
    pool.off('acquire', watch);
    pool.off('release', forget);
  });
  return texts;
};
