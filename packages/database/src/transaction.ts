import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { classifyError } from './classify-error.ts';

/** A connection inside a transaction. */
export type Sql = pg.PoolClient;

/** What can read: a pool or a connection inside a transaction. */
export type Reader = Pick<pg.Pool, 'query'>;

const attemptsMax = 8;

/**
 * Runs the work in one short transaction and runs it again after a deadlock or a serialization failure. An error of the
 * COMMIT itself leaves the outcome unknown and is thrown: all work is written to be run again by its natural keys.
 */
export const transaction = async <T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    const sql = await pool.connect();
    let broken: Error | undefined;
    // While it is out of the pool nobody else listens, and a lost connection must not end the process.
    const lost = (error: Error) => {
      broken ??= error;
    };
    sql.on('error', lost);
    try {
      await sql.query('BEGIN');
      const result = await work(sql);
      await sql.query('COMMIT');
      return result;
    } catch (error) {
      await sql.query('ROLLBACK').catch(lost);
      if (classifyError(error) !== 'retry' || attempt === attemptsMax) throw error;
      await wait(2 ** attempt * Math.random());
    } finally {
      sql.release(broken);
      sql.off('error', lost);
    }
  }
};
