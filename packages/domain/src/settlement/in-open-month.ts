import { guardOf, type Sql, transaction } from '@flattr/database';
import { asMonth, type Month, monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { openMonth } from './open-month.ts';

/** Midnight passes once; more often than this it is our bug. */
const attemptsMax = 3;

/**
 * Does work in the month that the database's clock is in, held open until the work is committed. Where midnight passes in
 * between, it is done again in the month that follows. Refuses `month-closed` if another month is wanted, or if that month was
 * closed before the clock went back into it.
 */
export const inOpenMonth = async <T>(
  platform: Platform,
  wanted: string | undefined,
  work: (sql: Sql, open: Month) => Promise<T>,
): Promise<T> => {
  for (let attempt = 1; attempt <= attemptsMax; attempt++) {
    try {
      const done = await transaction(platform.pool, (sql) => tryInOpenMonth(sql, wanted, work));
      if (done) return done.result;
      await openMonth(platform, monthOf(await platform.clock.now()));
    } catch (error) {
      if (guardOf(error) !== 'FL005') throw error;
      if (wanted !== undefined) throw new Refusal('month-closed', ['month']);
    }
  }
  throw new Error('the month that the clock is in cannot be opened');
};

const tryInOpenMonth = async <T>(
  sql: Sql,
  wanted: string | undefined,
  work: (sql: Sql, open: Month) => Promise<T>,
): Promise<{ readonly result: T } | undefined> => {
  const { rows } = await sql.query<{ month: string | null }>('SELECT hold_open_month() AS month');
  const open = rows[0]?.month;
  if (!open) {
    await refuseClosed(sql);
    return undefined;
  }
  if (wanted !== undefined && wanted !== open) throw new Refusal('month-closed', ['month']);
  return { result: await work(sql, asMonth(open)) };
};

/** A month is opened by whoever comes first, but one that was cut stays closed. */
const refuseClosed = async (sql: Sql): Promise<void> => {
  const { rowCount } = await sql.query(
    "SELECT FROM months WHERE month = month_of(flattr_now()) AND state <> 'OPEN'",
  );
  if (rowCount) throw new Refusal('month-closed');
};
