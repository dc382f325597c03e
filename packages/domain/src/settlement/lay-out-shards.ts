import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { Platform, Policy } from '../platform.ts';
import type { MonthRow } from './month-row.ts';
import { timesFiner } from './pacing.ts';

/** Half as many buckets as shards at full speed, so that a bucket takes about as long as such a shard; at most so many. */
const bucketsMax = 256;

/** So many workers are rung for; more may join by themselves. */
const helpersMax = 16;

/**
 * Divides a cut month's supporters into runs of about as many wallets each, and its sums into buckets, once, and rings for
 * workers to take part. The runs cover all ids, whoever turns up in them.
 */
export const layOutShards = async (platform: Platform, row: MonthRow): Promise<void> => {
  const recorded = await transaction(platform.pool, (sql) => layOut(sql, row, platform.policy));
  await platform.queue.ring(recorded);
};

const layOut = async (
  sql: Sql,
  { month, fence }: MonthRow,
  { shardSize, settlementPace }: Policy,
): Promise<readonly RecordedJob[]> => {
  const cut = await sql.query(
    "SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2 FOR NO KEY UPDATE",
    [month, fence],
  );
  // Asked only once the lock is held: whoever laid them out has committed by then.
  const laidOut = await sql.query('SELECT FROM settlement_shards WHERE month = $1 LIMIT 1', [month]);
  if (!cut.rowCount || laidOut.rowCount) return [];
  const finer = timesFiner(settlementPace);
  const { rowCount: shards } = await sql.query(
    `INSERT INTO settlement_shards (month, phase, shard, from_supporter_id, before_supporter_id)
     SELECT $1, 1, row_number() OVER (ORDER BY owner_id NULLS FIRST), owner_id, lead(owner_id) OVER (ORDER BY owner_id NULLS FIRST)
     FROM (
       SELECT NULL::uuid AS owner_id
       UNION ALL
       SELECT owner_id FROM (
         SELECT owner_id, row_number() OVER (ORDER BY owner_id) AS place FROM (
           SELECT DISTINCT owner_id FROM ledger_accounts WHERE kind = 'wallet' AND owner_id IS NOT NULL) AS owners
       ) AS placed WHERE place % greatest(1, $2::int / $3::int) = 0
     ) AS bounds`,
    [month, shardSize, finer],
  );
  await sql.query(
    `INSERT INTO settlement_shards (month, phase, shard)
     SELECT $1, 2, bucket FROM generate_series(1, greatest(1, least($4::int, $2::int / $3::int / 2))) AS bucket`,
    [month, shards, finer, bucketsMax],
  );
  const helpers = Math.min((shards ?? 1) - 1, helpersMax);
  return recordJobs(
    sql,
    Array.from({ length: helpers }, () => ({ name: 'settle-shards', payload: { month } })),
  );
};
