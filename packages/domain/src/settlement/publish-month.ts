import { transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';

/** SETTLED → PUBLISHED: writes the month's totals, one statement per currency; the days of challenge begin. */
export const publishMonth = ({ pool }: Platform, { month, fence }: MonthRow): Promise<boolean> =>
  transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT FROM months WHERE month = $1 AND state = 'SETTLED' AND fence = $2 FOR NO KEY UPDATE`,
      [month, fence],
    );
    if (!rowCount) return false;
    await sql.query(
      `INSERT INTO statements (month, currency, wallets_micros, fees_micros, distributed_micros, kept_micros,
         supporters, creators, things, flattrs)
       SELECT s.month, s.currency, sum(s.wallet_micros), sum(s.fee_micros), sum(s.spent_micros - s.fee_micros),
         sum(s.wallet_micros - s.spent_micros), count(*) FILTER (WHERE s.spent_micros > 0),
         (SELECT count(DISTINCT creator_id) FROM thing_sums t
          WHERE t.month = s.month AND t.currency = s.currency AND t.amount_micros > 0),
         (SELECT count(DISTINCT thing_id) FROM thing_sums t
          WHERE t.month = s.month AND t.currency = s.currency AND t.amount_micros > 0),
         (SELECT coalesce(sum(flattrs), 0) FROM (SELECT DISTINCT thing_id, flattrs FROM thing_sums t
          WHERE t.month = s.month AND t.currency = s.currency) AS each)
       FROM settled_supporters s WHERE s.month = $1 GROUP BY s.month, s.currency`,
      [month],
    );
    await sql.query(
      "UPDATE months SET state = 'PUBLISHED', fence = fence + 1, published_at = flattr_now() WHERE month = $1",
      [month],
    );
    return true;
  });
