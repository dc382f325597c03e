import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';
import { takesTurns } from './pacing.ts';

/** Work of a settlement that one worker does at a time: a run of supporters (phase 1) or a bucket of sums (phase 2). */
export type Shard = {
  readonly phase: 1 | 2;
  readonly shard: number;
  /** Grows with each claim: only the last one can settle the shard. */
  readonly fence: bigint;
  /** The supporters of phase 1: from this id on, from the first where it is absent. */
  readonly from: string | undefined;
  /** Up to before this id, to the last where it is absent. */
  readonly before: string | undefined;
};

type Row = {
  phase: 1 | 2;
  shard: number;
  fence: string;
  from_supporter_id: string | null;
  before_supporter_id: string | null;
};

/**
 * Claims the next shard that nobody holds, for as long as the lease; a claim that ran out is anybody's. Buckets come when
 * all supporters are settled. Returns undefined if there is none to claim now, or if workers take turns and another has one.
 */
export const claimShard = async (
  { pool, policy }: Platform,
  { month, fence }: MonthRow,
): Promise<Shard | undefined> => {
  const { rows } = await pool.query<Row>(
    `UPDATE settlement_shards s SET fence = s.fence + 1, held_until = clock_timestamp() + make_interval(secs => $3)
     FROM (
       SELECT month, phase, shard FROM settlement_shards
       WHERE month = $1 AND settled_at IS NULL AND (held_until IS NULL OR held_until < clock_timestamp())
         AND phase = (SELECT min(phase) FROM settlement_shards WHERE month = $1 AND settled_at IS NULL)
         AND EXISTS (SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2)
         AND NOT ($4 AND EXISTS (
           SELECT FROM settlement_shards WHERE month = $1 AND settled_at IS NULL AND held_until >= clock_timestamp()))
       ORDER BY shard LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
     ) free
     WHERE s.month = free.month AND s.phase = free.phase AND s.shard = free.shard
     RETURNING s.phase, s.shard, s.fence, s.from_supporter_id, s.before_supporter_id`,
    [month, fence, policy.leaseSeconds, takesTurns(policy.settlementPace)],
  );
  const row = rows[0];
  return (
    row && {
      phase: row.phase,
      shard: row.shard,
      fence: BigInt(row.fence),
      from: row.from_supporter_id ?? undefined,
      before: row.before_supporter_id ?? undefined,
    }
  );
};
