import { setTimeout as wait } from 'node:timers/promises';
import type { Platform } from '../platform.ts';
import { claimShard, type Shard } from './claim-shard.ts';
import { type KnownThings, knownThings } from './known-things.ts';
import { ShardLost } from './mark-shard.ts';
import type { MonthRow } from './month-row.ts';
import { pacing, type Rest } from './pacing.ts';
import { settleBucket } from './settle-bucket.ts';
import { settleShard } from './settle-shard.ts';

/** A worker that has seen so many things forgets them all, and reads again what it needs. */
const knownMax = 500_000;

/** How often one who found nothing to claim looks whether the others are done, or gone. */
const lookEveryMs = 100;

/**
 * Takes part in a settlement: settles one shard after the other, and then buckets, beside any number of other workers, until
 * none is left or it is asked to stop; what a worker that died had claimed comes free with its lease.
 */
export const settleShards = async (
  platform: Platform,
  month: MonthRow,
  afterShard: () => Promise<void> = async () => {},
): Promise<void> => {
  let known: KnownThings | undefined;
  while (await unsettled(platform, month)) {
    platform.stopping?.throwIfAborted();
    const shard = await claimShard(platform, month);
    if (!shard) await wait(lookEveryMs);
    else {
      const rest = pacing(platform.policy.settlementPace);
      const knowing = async () => {
        if (!known || known.things.size > knownMax) known = await knowMostFlattred(platform, month, rest);
        return known;
      };
      await settleClaimed(platform, month, shard, knowing, rest);
      await afterShard();
      await rest();
    }
  }
};

const knowMostFlattred = async (
  { pool }: Platform,
  { month }: MonthRow,
  rest: Rest,
): Promise<KnownThings> => {
  const known = knownThings(pool, month);
  const sql = await pool.connect();
  try {
    await known.learnMostFlattred(sql, rest);
    sql.release();
    return known;
  } catch (error) {
    sql.release(true);
    throw error;
  }
};

const settleClaimed = async (
  platform: Platform,
  month: MonthRow,
  shard: Shard,
  knowing: () => Promise<KnownThings>,
  rest: Rest,
): Promise<void> => {
  try {
    if (shard.phase === 1) await settleShard(platform, month, shard, await knowing(), rest);
    else await settleBucket(platform, month, shard);
  } catch (error) {
    if (!(error instanceof ShardLost) && (await giveBack(platform, month, shard))) throw error;
    platform.log.warn({ month: month.month, shard: shard.shard }, 'a shard was settled by another worker');
  }
};

const unsettled = async ({ pool }: Platform, { month, fence }: MonthRow): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2
       AND EXISTS (SELECT FROM settlement_shards WHERE month = $1 AND settled_at IS NULL)`,
    [month, fence],
  );
  return rowCount === 1;
};

/** Gives up the claim of what failed; false if another has claimed it since, to whom it may well read differently. */
const giveBack = async ({ pool }: Platform, { month }: MonthRow, shard: Shard): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `UPDATE settlement_shards SET held_until = NULL
     WHERE month = $1 AND phase = $2 AND shard = $3 AND fence = $4 AND settled_at IS NULL`,
    [month, shard.phase, shard.shard, shard.fence],
  );
  return rowCount === 1;
};
