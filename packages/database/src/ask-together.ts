import DataLoader from 'dataloader';
import pg from 'pg';

/** An answer for each key, in their order, or why there is none; by one statement for all that are alike, each a transaction of its own. */
type AskMany<Key, Answer> = (pool: pg.Pool, keys: readonly Key[]) => Promise<readonly (Answer | Error)[]>;

/** So many keys fill a statement; more make another one, on another connection. */
const mostKeys = 32;

/**
 * Makes one statement of what requests ask at the same moment, whoever they are of: the fewer statements and commits, the more of
 * them the machine can serve. Nobody waits for company, and nothing is remembered. Where the database refuses what one of the keys
 * may have spoiled, nothing is done, and each is asked alone: nobody is refused for what another one asked. After any other error
 * nothing is asked again, since it may have been done.
 */
export const askTogether = <Key, Answer>(askMany: AskMany<Key, Answer>) => {
  const askEach = async (pool: pg.Pool, keys: readonly Key[]): Promise<readonly (Answer | Error)[]> => {
    try {
      return await askMany(pool, keys);
    } catch (error) {
      if (keys.length === 1 || !isOfOneKey(error)) throw error;
      const alone = keys.map((key) => askEach(pool, [key]).catch((reason: unknown) => [asError(reason)]));
      return (await Promise.all(alone)).flat();
    }
  };
  const open = (pool: pg.Pool) =>
    new DataLoader<Key, Answer>((keys) => askEach(pool, keys), {
      cache: false,
      maxBatchSize: mostKeys,
      // What is ready to be read from all connections is read before.
      batchScheduleFn: setImmediate,
    });
  const opened = new WeakMap<pg.Pool, DataLoader<Key, Answer>>();
  return (pool: pg.Pool, key: Key): Promise<Answer> => {
    const loader = opened.get(pool) ?? open(pool);
    opened.set(pool, loader);
    return loader.load(key);
  };
};

/** By PostgreSQL's classes: data, integrity, a limit of the program; a conflict with another transaction; and our own triggers. */
const ofOneKey = /^(22|23|54|40|55P03|FL)/;

const isOfOneKey = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && ofOneKey.test(error.code ?? '');

export const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error(`${reason}`);

/**
 * The keys as rows `asked`, in SQL: a column for each of their arrays, which are `$1` and so on, and the place `nth` from 1. The
 * planner is not shown how many there are: it would plan each number of them anew, which takes longer than to run it.
 *
 * @example askedRows({ url: 'text' }) // unnest((SELECT $1::text[])) WITH ORDINALITY asked (url, nth)
 */
export const askedRows = (columns: Readonly<Record<string, string>>): string => {
  const arrays = Object.values(columns).map((type, index) => `(SELECT $${index + 1}::${type}[])`);
  return `unnest(${arrays.join(', ')}) WITH ORDINALITY asked (${Object.keys(columns).join(', ')}, nth)`;
};

/** For each key the row with its place, which is a number from 1, or undefined. */
export const inPlaces = <Row extends { readonly nth: number }>(
  keys: readonly unknown[],
  rows: readonly Row[],
): readonly (Row | undefined)[] => {
  const found = new Map(rows.map((row) => [row.nth, row]));
  return keys.map((_, index) => found.get(index + 1));
};
