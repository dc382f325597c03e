import { type Sql, transaction } from '@flattr/database';
import type { RecordedJob } from '../events.ts';
import type { Platform } from '../platform.ts';
import type { Shard } from './claim-shard.ts';
import type { KnownThings } from './known-things.ts';
import { markShard } from './mark-shard.ts';
import type { MonthRow } from './month-row.ts';
import type { Rest } from './pacing.ts';
import { planShard, type ShardPlan } from './plan-shard.ts';
import { readShard, type ShardFacts } from './read-shard.ts';
import { recordTopUps } from './record-top-ups.ts';
import { writeShard } from './write-shard.ts';

/**
 * Settles a claimed shard of supporters: facts and plan from the closed month without a lock, then post and mark in one short
 * transaction, with the top-ups that follow. Throws `ShardLost` where another worker has claimed it since.
 */
export const settleShard = async (
  platform: Platform,
  month: MonthRow,
  shard: Shard,
  known: KnownThings,
  rest: Rest,
): Promise<void> => {
  const { facts, plan } = await planFromClosedMonth(platform, month, shard, known, rest);
  const sums = plan.sums.toBuckets(month.buckets);
  const recorded: readonly RecordedJob[] = await transaction(platform.pool, async (sql) => {
    await markShard(sql, month, shard, platform.policy.leaseSeconds, plan.wallets.length);
    await writeShard(sql, month, shard, plan.wallets, sums);
    return recordTopUps(sql, month, shard, facts, plan.wallets);
  });
  await platform.queue.ring(recorded);
};

const planFromClosedMonth = async (
  { pool }: Platform,
  month: MonthRow,
  shard: Shard,
  known: KnownThings,
  rest: Rest,
): Promise<{ facts: ShardFacts; plan: ShardPlan }> => {
  const sql: Sql = await pool.connect();
  try {
    const facts = await readShard(sql, month, shard, rest);
    const plan = await planShard(sql, month, shard, facts, known, rest);
    sql.release();
    return { facts, plan };
  } catch (error) {
    // A stream that was not read to its end leaves the connection in the middle of an answer.
    sql.release(true);
    throw error;
  }
};
