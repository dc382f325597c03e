import { guardOf, type Sql, transactionAfter } from '@flattr/database';
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
      const done = await transactionAfter<Held, Done<T> | undefined>(platform.pool, hold, (sql, [held]) =>
        tryInOpenMonth(sql, held?.month, wanted, work),
      );
      if (done) return done.result;
      await openMonth(platform, monthOf(await platform.clock.now()));
    } catch (error) {
      if (guardOf(error) !== 'FL005') throw error;
      if (wanted !== undefined) throw new Refusal('month-closed', ['month']);
    }
  }
  throw new Error('the month that the clock is in cannot be opened');
};

const hold = 'SELECT hold_open_month() AS month';

type Held = { readonly month: string | null };

type Done<T> = { readonly result: T };

const tryInOpenMonth = async <T>(
  sql: Sql,
  open: string | null | undefined,
  wanted: string | undefined,
  work: (sql: Sql, open: Month) => Promise<T>,
): Promise<Done<T> | undefined> => {
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
