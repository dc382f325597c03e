import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Currency } from '../money.ts';
import type { Month } from '../month.ts';

type Written = {
  readonly micros: bigint;
  readonly currency: Currency;
  readonly months: number;
  readonly maxPerFlattrMicros?: bigint | undefined;
};

/** Writes what a supporter gives from a month on, in place of what was to come. */
export const writeBudget = async (
  sql: Sql,
  supporterId: UserId,
  from: Month,
  { micros, currency, months, maxPerFlattrMicros }: Written,
): Promise<void> => {
  await sql.query('DELETE FROM budgets WHERE supporter_id = $1 AND from_month >= $2', [supporterId, from]);
  await sql.query(
    `INSERT INTO budgets (supporter_id, from_month, currency, amount_micros, months_at_once, max_per_flattr_micros)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [supporterId, from, currency, micros, months, maxPerFlattrMicros ?? null],
  );
};

/** Holds a supporter's budgets, so that two changes at once come one after the other. */
export const lockBudgets = async (sql: Sql, supporterId: UserId): Promise<void> => {
  await sql.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [supporterId]);
};
