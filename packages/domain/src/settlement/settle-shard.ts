import { type Sql, transaction } from '@flattr/database';
import { fees, monthAccount, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { type Line, transfer } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';
import { planSupporter, type SupporterPlan } from './plan-settlement.ts';
import { readShard, type Shard } from './read-shard.ts';

/**
 * Settles the next shard that nobody else is at, in one short transaction: facts, plan, post, mark. A worker whose month
 * was taken over gets no shard any more. Returns how many supporters it settled, or undefined if no shard was left to take.
 */
export const settleShard = (platform: Platform, month: MonthRow): Promise<number | undefined> =>
  transaction(platform.pool, async (sql) => {
    const shard = await takeShard(sql, month);
    if (!shard) return undefined;
    const facts = await readShard(sql, month, shard);
    const terms = { ...month, challengeDays: platform.policy.challengeDays };
    const plans = facts.map((supporter) => planSupporter(supporter, terms));
    await postTransfer(sql, shardTransfer(month, shard, plans));
    await markSupporters(sql, month, plans);
    await markSources(sql, month, plans);
    await markSums(sql, month, shard, plans);
    await sql.query(
      'UPDATE settlement_shards SET settled_at = flattr_now() WHERE month = $1 AND shard = $2',
      [month.month, shard.shard],
    );
    return plans.length;
  });

/** The next shard that is free or, where only others' are left, the first of these once its holder is done with it. */
const takeShard = async (sql: Sql, month: MonthRow): Promise<Shard | undefined> =>
  (await lockShard(sql, month, 'SKIP LOCKED')) ?? (await lockShard(sql, month, ''));

const lockShard = async (
  sql: Sql,
  { month, fence }: MonthRow,
  wait: 'SKIP LOCKED' | '',
): Promise<Shard | undefined> => {
  const { rows } = await sql.query<Shard>(
    `SELECT shard, first_supporter_id AS first, last_supporter_id AS last FROM settlement_shards
     WHERE month = $1 AND settled_at IS NULL
       AND EXISTS (SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2)
     ORDER BY shard LIMIT 1 FOR NO KEY UPDATE ${wait}`,
    [month, fence],
  );
  return rows[0];
};

/** One ledger transaction per shard: a line per supporter, and per currency one for `fees` and one for the month. */
const shardTransfer = ({ month }: MonthRow, { shard }: Shard, plans: readonly SupporterPlan[]) => {
  const lines: Line[] = plans.map((plan) => ({
    account: wallet(plan.supporterId, plan.currency),
    micros: -plan.spentMicros,
  }));
  for (const currency of new Set(plans.map((plan) => plan.currency))) {
    const ours = plans.filter((plan) => plan.currency === currency);
    const fee = ours.reduce((sum, plan) => sum + plan.feeMicros, 0n);
    const spent = ours.reduce((sum, plan) => sum + plan.spentMicros, 0n);
    lines.push(
      { account: fees(currency), micros: fee },
      { account: monthAccount(month, currency), micros: spent - fee },
    );
  }
  return transfer('settlement', `settlement:${month}:${shard}`, lines);
};

const markSupporters = (sql: Sql, { month }: MonthRow, plans: readonly SupporterPlan[]) =>
  sql.query(
    `INSERT INTO settled_supporters (month, supporter_id, currency, budget_micros, wallet_micros, spent_micros,
       fee_micros, flattrs, weights, available_on)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::int[], $9::int[], $10::date[])`,
    [
      month,
      plans.map((plan) => plan.supporterId),
      plans.map((plan) => plan.currency),
      plans.map((plan) => plan.budgetMicros),
      plans.map((plan) => plan.walletMicros),
      plans.map((plan) => plan.spentMicros),
      plans.map((plan) => plan.feeMicros),
      plans.map((plan) => plan.shares.length),
      plans.map((plan) => plan.weights),
      plans.map((plan) => plan.availableOn ?? null),
    ],
  );

const markSources = (sql: Sql, { month }: MonthRow, plans: readonly SupporterPlan[]) => {
  const drawn = plans.flatMap((plan) =>
    plan.drawn.map((part) => ({ ...part, supporterId: plan.supporterId })),
  );
  return sql.query(
    `INSERT INTO settled_sources (month, supporter_id, charge_id, amount_micros)
     SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::bigint[])`,
    [
      month,
      drawn.map((part) => part.supporterId),
      drawn.map((part) => part.chargeId),
      drawn.map((part) => part.micros),
    ],
  );
};

const markSums = (sql: Sql, { month }: MonthRow, { shard }: Shard, plans: readonly SupporterPlan[]) => {
  const shares = plans.flatMap(({ shares: parts, currency, availableOn }) =>
    availableOn ? parts.map((part) => ({ ...part, currency, availableOn })) : [],
  );
  return sql.query(
    `INSERT INTO shard_sums (month, shard, thing_id, creator_id, currency, available_on, amount_micros, flattrs)
     SELECT $1, $2, thing_id, creator_id, currency, available_on, sum(micros), count(*)
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::date[], $7::bigint[])
       AS shares (thing_id, creator_id, currency, available_on, micros)
     GROUP BY thing_id, creator_id, currency, available_on`,
    [
      month,
      shard,
      shares.map((share) => share.thingId),
      shares.map((share) => share.creatorId),
      shares.map((share) => share.currency),
      shares.map((share) => share.availableOn),
      shares.map((share) => share.micros),
    ],
  );
};
