import { transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import { recordWaitingDisputes } from '../refunds/record-waiting-disputes.ts';
import type { MonthRow } from './month-row.ts';

/**
 * CUT → SETTLED, once every shard and every bucket is settled; the sums of the shards have served, and the disputes that waited for
 * it go on. Returns false if one is
 * left or somebody else moved the month.
 */
export const finishSettlement = async (
  { pool, queue }: Platform,
  { month, fence }: MonthRow,
): Promise<boolean> => {
  const recorded = await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2
         AND EXISTS (SELECT FROM settlement_shards WHERE month = $1)
         AND NOT EXISTS (SELECT FROM settlement_shards WHERE month = $1 AND settled_at IS NULL) FOR NO KEY UPDATE`,
      [month, fence],
    );
    if (!rowCount) return undefined;
    await sql.query('DELETE FROM shard_sums WHERE month = $1', [month]);
    await sql.query(
      "UPDATE months SET state = 'SETTLED', fence = fence + 1, settled_at = flattr_now() WHERE month = $1",
      [month],
    );
    return recordWaitingDisputes(sql);
  });
  await queue.ring(recorded ?? []);
  return recorded !== undefined;
};
