import type { Sql } from '@flattr/database';
import type { Shard } from './claim-shard.ts';
import type { MonthRow } from './month-row.ts';

/** Another worker has claimed the shard since: what this one has done of it is rolled back. */
export class ShardLost extends Error {}

/**
 * Marks a shard settled, first in the transaction that settles it: whoever has lost the claim stops here, and whoever
 * freezes after it is rolled back by the database when the lease is over.
 */
export const markShard = async (
  sql: Sql,
  { month }: MonthRow,
  { phase, shard, fence }: Shard,
  leaseSeconds: number,
  supporters: number | undefined,
): Promise<void> => {
  await sql.query(`SELECT set_config('idle_in_transaction_session_timeout', $1, true)`, [
    `${leaseSeconds * 1000}`,
  ]);
  const { rowCount } = await sql.query(
    `UPDATE settlement_shards SET settled_at = clock_timestamp(), supporters = $5
     WHERE month = $1 AND phase = $2 AND shard = $3 AND fence = $4 AND settled_at IS NULL`,
    [month, phase, shard, fence, supporters ?? null],
  );
  if (!rowCount) throw new ShardLost(`shard ${phase}/${shard} of ${month} was claimed by another`);
};
