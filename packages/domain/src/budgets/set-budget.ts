import type { UserId } from '../ids.ts';
import { type Month, nextMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { budgetAmount, maxPerFlattr, monthsAtOnce } from './budget-amount.ts';
import { lockBudgets, writeBudget } from './write-budget.ts';

export type BudgetInput = {
  readonly amount: string;
  readonly currency: string;
  readonly monthsAtOnce: number;
  /** What a flattr of weight 1 may cost at most, in the same currency; absent where only the budget limits it. */
  readonly maxPerFlattr?: string | undefined;
};

/**
 * Sets what a supporter gives a month, from the open month on; another currency counts from the next month. Returns the
 * month from which it counts. Refuses `currency-unknown`, `amount-malformed`, `budget-too-small`, `budget-too-large`,
 * `months-at-once-unknown` and, of the most per flattr, `amount-malformed` and `max-per-flattr-too-small`.
 */
export const setBudget = async (
  platform: Platform,
  supporterId: UserId,
  input: BudgetInput,
): Promise<Month> => {
  const amount = budgetAmount(input.amount, input.currency, platform.policy.currencies);
  if (amount instanceof Refusal) throw amount;
  const months = monthsAtOnce(input.monthsAtOnce);
  if (months instanceof Refusal) throw months;
  const most =
    input.maxPerFlattr === undefined ? undefined : maxPerFlattr(input.maxPerFlattr, amount.currency);
  if (most instanceof Refusal) throw most;
  return inOpenMonth(platform, undefined, async (sql, open) => {
    await lockBudgets(sql, supporterId);
    const { rows } = await sql.query<{ currency: string }>(
      `SELECT currency FROM budgets WHERE supporter_id = $1 AND from_month <= $2
       ORDER BY from_month DESC LIMIT 1`,
      [supporterId, open],
    );
    const from = rows[0] && rows[0].currency !== amount.currency ? nextMonth(open) : open;
    await writeBudget(sql, supporterId, from, { ...amount, months, maxPerFlattrMicros: most?.micros });
    return from;
  });
};
