import type { UserId } from '../ids.ts';
import { currencyOf } from '../money.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { lockBudgets, writeBudget } from './write-budget.ts';

type Row = { currency: string; months_at_once: number; amount_micros: string };

/**
 * Ends a supporter's giving with the open month already: nothing is taken for it, and the card is not charged again. What
 * is in the wallet stays theirs. Refuses `no-budget`.
 */
export const endBudget = (platform: Platform, supporterId: UserId): Promise<void> =>
  inOpenMonth(platform, undefined, async (sql, open) => {
    await lockBudgets(sql, supporterId);
    const { rows } = await sql.query<Row>(
      `SELECT currency, months_at_once, amount_micros FROM budgets
       WHERE supporter_id = $1 AND (from_month > $2 OR from_month = (
         SELECT max(from_month) FROM budgets WHERE supporter_id = $1 AND from_month <= $2))
       ORDER BY from_month`,
      [supporterId, open],
    );
    const [inForce] = rows;
    if (!inForce || rows.every((row) => row.amount_micros === '0')) throw new Refusal('no-budget');
    const ended = { micros: 0n, currency: currencyOf(inForce.currency), months: inForce.months_at_once };
    await writeBudget(sql, supporterId, open, ended);
  });
