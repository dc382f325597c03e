import { type Sql, transaction } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { asMonth, type Month, monthOf, nextMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { openMonth } from '../settlement/open-month.ts';
import { budgetAmount, monthsAtOnce } from './budget-amount.ts';

export type BudgetInput = {
  readonly amount: string;
  readonly currency: string;
  readonly monthsAtOnce: number;
};

/**
 * Sets what a supporter gives a month, from the open month on; another currency counts from the next month. Returns the
 * month from which it counts. Refuses `currency-unknown`, `amount-malformed`, `budget-too-small`, `budget-too-large` and
 * `months-at-once-unknown`.
 */
export const setBudget = async (
  platform: Platform,
  supporterId: UserId,
  input: BudgetInput,
): Promise<Month> => {
  const amount = budgetAmount(input.amount, input.currency);
  if (amount instanceof Refusal) throw amount;
  const months = monthsAtOnce(input.monthsAtOnce);
  if (months instanceof Refusal) throw months;
  await openMonth(platform, monthOf(await platform.clock.now()));
  return transaction(platform.pool, async (sql) => {
    const open = await heldMonth(sql);
    const { rows } = await sql.query<{ currency: string }>(
      'SELECT currency FROM budgets WHERE supporter_id = $1 AND from_month <= $2 ORDER BY from_month DESC LIMIT 1',
      [supporterId, open],
    );
    const from = rows[0] && rows[0].currency !== amount.currency ? nextMonth(open) : open;
    await sql.query('DELETE FROM budgets WHERE supporter_id = $1 AND from_month >= $2', [supporterId, from]);
    await sql.query(
      `INSERT INTO budgets (supporter_id, from_month, currency, amount_micros, months_at_once)
       VALUES ($1, $2, $3, $4, $5)`,
      [supporterId, from, amount.currency, amount.micros, months],
    );
    return from;
  });
};

const heldMonth = async (sql: Sql): Promise<Month> => {
  const { rows } = await sql.query<{ month: string | null }>('SELECT hold_open_month() AS month');
  const open = rows[0]?.month;
  if (!open) throw new Error('the month that the clock is in cannot be opened');
  return asMonth(open);
};
