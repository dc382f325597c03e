import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';
import { currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month } from '../month.ts';
import type { MonthsAtOnce } from './budget-amount.ts';

export type Budget = {
  readonly amount: Money;
  readonly monthsAtOnce: MonthsAtOnce;
  /** What a flattr of weight 1 may cost at most, the fee included; absent where only the budget limits it. */
  readonly maxPerFlattr?: Money;
  readonly fromMonth: Month;
};

type Row = {
  currency: string;
  amount_micros: string;
  months_at_once: MonthsAtOnce;
  max_per_flattr_micros: string | null;
  from_month: string;
};

/** The budget that is in force in a month, if the supporter set one and has not ended it. */
export const readBudget = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<Budget | undefined> => {
  const { rows } = await reader.query<Row>(
    `SELECT currency, amount_micros, months_at_once, max_per_flattr_micros, from_month FROM budgets
     WHERE supporter_id = $1 AND from_month <= $2 ORDER BY from_month DESC LIMIT 1`,
    [supporterId, month],
  );
  const [row] = rows;
  if (!row || row.amount_micros === '0') return undefined;
  const currency = currencyOf(row.currency);
  const most = row.max_per_flattr_micros;
  return {
    amount: money(BigInt(row.amount_micros), currency),
    ...(most !== null && { maxPerFlattr: money(BigInt(most), currency) }),
    monthsAtOnce: row.months_at_once,
    fromMonth: asMonth(row.from_month),
  };
};
