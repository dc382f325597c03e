import type pg from 'pg';

/** The text of every statement that is asked of a pool from now on, by whomever; what opens a connection is none. */
export const watchStatements = (pool: pg.Pool): (() => readonly string[]) => {
  const texts: string[] = [];
  const watch = (client: pg.PoolClient) => {
    const query = client.query.bind(client);
    const watched = (...args: unknown[]): unknown => {
      const [asked] = args;
      texts.push(typeof asked === 'string' ? asked : String((asked as { text?: unknown }).text));
      return Reflect.apply(query, client, args);
    };
    Object.assign(client, { query: watched });
  };
  const known = new WeakSet<object>();
  pool.on('acquire', (client) => {
    if (known.has(client)) return;
    known.add(client);
    watch(client);
  });
  return () => texts;
};
