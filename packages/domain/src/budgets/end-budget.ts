import type { UserId } from '../ids.ts';
import { currencyOf } from '../money.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { writeBudget } from './write-budget.ts';

type Last = { currency: string; months_at_once: number; amount_micros: string };

/**
 * Ends a supporter's giving with the open month already: nothing is taken for it, and the card is not charged again. What
 * is in the wallet stays theirs. Refuses `no-budget`.
 */
export const endBudget = (platform: Platform, supporterId: UserId): Promise<void> =>
  inOpenMonth(platform, undefined, async (sql, open) => {
    const { rows } = await sql.query<Last>(
      `SELECT currency, months_at_once, amount_micros FROM budgets WHERE supporter_id = $1
       ORDER BY from_month DESC LIMIT 1`,
      [supporterId],
    );
    const [last] = rows;
    if (!last || last.amount_micros === '0') throw new Refusal('no-budget');
    const ended = { micros: 0n, currency: currencyOf(last.currency), months: last.months_at_once };
    await writeBudget(sql, supporterId, open, ended);
  });
