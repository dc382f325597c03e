import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month } from '../month.ts';
import type { MonthsAtOnce } from './budget-amount.ts';

export type Budget = {
  readonly amount: Money;
  readonly monthsAtOnce: MonthsAtOnce;
  readonly fromMonth: Month;
};

type Row = { currency: string; amount_micros: string; months_at_once: MonthsAtOnce; from_month: string };

/** The budget that is in force in a month, if the supporter set one and has not ended it. */
export const readBudget = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<Budget | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT currency, amount_micros, months_at_once, from_month FROM budgets
     WHERE supporter_id = $1 AND from_month <= $2 ORDER BY from_month DESC LIMIT 1`,
    [supporterId, month],
  );
  const [row] = rows;
  if (!row || row.amount_micros === '0') return undefined;
  return {
    amount: money(BigInt(row.amount_micros), currencyOf(row.currency)),
    monthsAtOnce: row.months_at_once,
    fromMonth: asMonth(row.from_month),
  };
};
