import { transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';

/**
 * OPEN → CUT: under the month's exclusive lock, once the database's clock is past its end, records the ledger position.
 * Returns false if somebody else moved the month.
 */
export const cutMonth = ({ pool }: Platform, { month, fence }: MonthRow): Promise<boolean> =>
  transaction(pool, async (sql) => {
    await sql.query('SELECT close_month_to_others($1)', [month]);
    const { rowCount } = await sql.query(
      `UPDATE months SET state = 'CUT', fence = fence + 1, cut_at = flattr_now(),
         ledger_position = (SELECT coalesce(max(id), 0) FROM ledger_transactions)
       WHERE month = $1 AND state = 'OPEN' AND fence = $2 AND flattr_now() >= month_end($1)`,
      [month, fence],
    );
    return rowCount === 1;
  });
