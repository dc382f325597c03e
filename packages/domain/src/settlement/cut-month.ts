import { transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';

/** How many supporters one short transaction settles. */
export const shardSize = 500;

/**
 * OPEN → CUT: under the month's exclusive lock, once the database's clock is past its end, records the ledger position and
 * lays out the shards of everybody with money in a wallet or a flattr. Returns false if somebody else moved the month.
 */
export const cutMonth = ({ pool }: Platform, { month, fence }: MonthRow): Promise<boolean> =>
  transaction(pool, async (sql) => {
    await sql.query('SELECT close_month_to_others($1)', [month]);
    const { rowCount } = await sql.query(
      `UPDATE months SET state = 'CUT', cut_at = flattr_now(),
         ledger_position = (SELECT coalesce(max(id), 0) FROM ledger_transactions)
       WHERE month = $1 AND state = 'OPEN' AND fence = $2 AND flattr_now() >= month_end($1)`,
      [month, fence],
    );
    if (!rowCount) return false;
    await sql.query(
      `INSERT INTO settlement_shards (month, shard, first_supporter_id, last_supporter_id)
       SELECT $1, shard, (array_agg(supporter_id ORDER BY supporter_id))[1],
         (array_agg(supporter_id ORDER BY supporter_id DESC))[1]
       FROM (
         SELECT supporter_id, (row_number() OVER (ORDER BY supporter_id) - 1) / $2 + 1 AS shard FROM (
           SELECT supporter_id FROM flattrs WHERE month = $1
           UNION
           SELECT a.owner_id FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
           WHERE a.kind = 'wallet' GROUP BY a.id HAVING sum(e.amount_micros) > 0
         ) AS everybody
       ) AS numbered GROUP BY shard`,
      [month, shardSize],
    );
    return true;
  });
