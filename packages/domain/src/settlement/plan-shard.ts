import type { Sql } from '@flattr/database';
import { copyRows } from '@flattr/database/copy-rows';
import pg from 'pg';
import type { IdKey } from '../ids.ts';
import type { Shard } from './claim-shard.ts';
import { copyId, idBytes, sameId } from './id-bytes.ts';
import type { KnownThings } from './known-things.ts';
import type { MonthRow } from './month-row.ts';
import type { Rest } from './pacing.ts';
import { type Given, type PlannedWallet, planWallets } from './plan-wallets.ts';
import { inShard, type ShardFacts, type SupporterFacts } from './read-shard.ts';
import { type ShardSums, shardSums } from './shard-sums.ts';
import { shardTerms } from './shard-terms.ts';

/** Wallets in the order of their supporters. */
export type ShardPlan = { readonly wallets: readonly PlannedWallet[]; readonly sums: ShardSums };

/** So many flattrs wait at most until their things are looked up together. */
const waitingMax = 5_000;

/**
 * Plans a shard: streams its flattrs in the order of supporters and runs the rule for each, keeping only what is spent and
 * the sums, so that memory grows neither with the month nor with the flattrs of one shard.
 */
export const planShard = async (
  sql: Sql,
  month: MonthRow,
  shard: Shard,
  facts: ShardFacts,
  known: KnownThings,
  rest: Rest,
): Promise<ShardPlan> => {
  const sums = shardSums(known);
  const terms = shardTerms(month, month.challengeDays);
  const wallets: PlannedWallet[] = [];
  const waiting = facts.inOrder();
  const plan = (given: Given, its: SupporterFacts | undefined) => {
    for (const wallet of planWallets(given, its, known, sums, terms)) wallets.push(wallet);
  };
  /** Those who flattred nothing, up to before a supporter, or to the last. */
  const planIdle = (before?: IdKey) => {
    while (waiting.supporter !== undefined && (before === undefined || waiting.supporter < before))
      plan({ supporter: waiting.supporter, things: [], weights: [] }, waiting.take());
  };
  await streamFlattrs(sql, month, shard, known, rest, async (given) => {
    await known.learn();
    for (const one of given) {
      planIdle(one.supporter);
      plan(one, waiting.supporter === one.supporter ? waiting.take() : undefined);
    }
  });
  planIdle();
  return { wallets, sums };
};

const streamFlattrs = async (
  sql: Sql,
  { month }: MonthRow,
  shard: Shard,
  { things }: KnownThings,
  rest: Rest,
  plan: (given: readonly Given[]) => Promise<void>,
): Promise<void> => {
  type Gathering = { supporter: IdKey; things: number[]; weights: number[] };
  let waiting: Gathering[] = [];
  let current: Gathering | undefined;
  const currentId = new DataView(new ArrayBuffer(idBytes));
  let flattrs = 0;
  await copyRows(
    sql,
    `SELECT supporter_id, thing_id, weight FROM flattrs
     WHERE month = ${pg.escapeLiteral(month)} AND ${inShard('supporter_id', shard)} ORDER BY supporter_id, thing_id`,
    (row) => {
      if (!current || !sameId(row.view, row.at(0), currentId, 0)) {
        copyId(row.view, row.at(0), currentId, 0);
        current = { supporter: row.key(0) as IdKey, things: [], weights: [] };
        waiting.push(current);
      }
      current.things.push(things.addAt(row.view, row.at(1)));
      current.weights.push(row.int(2));
      flattrs += 1;
    },
    async () => {
      await rest();
      if (flattrs < waitingMax) return;
      const whole = waiting.slice(0, -1);
      waiting = waiting.slice(-1);
      flattrs = waiting[0]?.things.length ?? 0;
      await plan(whole);
    },
  );
  await plan(waiting);
};
