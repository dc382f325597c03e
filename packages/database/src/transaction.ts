import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { classifyError } from './classify-error.ts';

/** A connection inside a transaction. */
export type Sql = pg.PoolClient;

/** What can read: a pool or a connection inside a transaction. */
export type Reader = Pick<pg.Pool, 'query'>;

/** Of any number of transactions that conflict one gets through each time; many at once need many times. */
const attemptsMax = 24;
const pauseMsMax = 400;

/**
 * Runs the work in one short transaction and runs it again after a deadlock or a serialization failure. An error of the
 * COMMIT itself leaves the outcome unknown and is thrown: all work is written to be run again by its natural keys.
 */
export const transaction = <T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> =>
  transactionAfter(pool, '', work);

/** A transaction whose first statement, without parameters, travels with its BEGIN; the work is given the rows of it. */
export const transactionAfter = async <Row extends pg.QueryResultRow, T>(
  pool: pg.Pool,
  opening: string,
  work: (sql: Sql, opened: readonly Row[]) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    const lent = lend(client);
    let broken: Error | undefined;
    // While it is out of the pool nobody else listens, and a lost connection must not end the process.
    const lost = (error: Error) => {
      broken ??= error;
    };
    client.on('error', lost);
    try {
      const opened = await begin<Row>(client, opening);
      const result = await work(lent.sql, opened);
      lent.end();
      await commit(client);
      return result;
    } catch (error) {
      lent.end();
      await client.query('ROLLBACK').catch(lost);
      if (classifyError(error) !== 'retry' || attempt === attemptsMax) throw error;
      await wait(Math.min(2 ** attempt, pauseMsMax) * Math.random());
    } finally {
      client.release(broken);
      client.off('error', lost);
    }
  }
};

/** One message, of which each statement has a result of its own. */
const begin = async <Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  opening: string,
): Promise<readonly Row[]> => {
  const results: unknown = await client.query(`BEGIN; ${opening}`);
  return Array.isArray(results) ? ((results as pg.QueryResult<Row>[])[1]?.rows ?? []) : [];
};

/** PostgreSQL answers the COMMIT of a failed transaction with a rollback and no error. */
const commit = async (client: pg.PoolClient): Promise<void> => {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('a statement failed unnoticed, and nothing was committed');
};

/**
 * The connection for as long as the transaction lasts. A query that comes after its end, from work that nobody waited for,
 * is refused: on the same connection it would be committed with somebody else's work.
 */
const lend = (client: pg.PoolClient): { readonly sql: Sql; end(): void } => {
  let over = false;
  const late = async () => {
    throw new Error('a query came after the end of its transaction');
  };
  const sql = new Proxy(client, {
    get: (target, name) => {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return name === 'query' && over ? late : value.bind(target);
    },
  });
  return {
    sql,
    end: () => {
      over = true;
    },
  };
};
