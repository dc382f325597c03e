import type { Sql } from '@flattr/database';
import { copyRows } from '@flattr/database/copy-rows';
import { type RecordedJob, recordJobs } from '../events.ts';
import { type IdKey, idOfKey, type UserId } from '../ids.ts';
import { nextMonth } from '../month.ts';
import type { Shard } from './claim-shard.ts';
import type { MonthRow } from './month-row.ts';
import type { PlannedWallet } from './plan-wallets.ts';
import { inShard, type ShardFacts } from './read-shard.ts';

/** Comes after every id. */
const beyond = '\u0100' as IdKey;

/**
 * Records a top-up for each supporter of a shard with a saved card whose wallet is left with less than the budget of the
 * month that follows; the job looks again before it charges.
 */
export const recordTopUps = async (
  sql: Sql,
  { month }: MonthRow,
  shard: Shard,
  facts: ShardFacts,
  wallets: readonly PlannedWallet[],
): Promise<readonly RecordedJob[]> => {
  const short: UserId[] = [];
  const nextBudgetOf = facts.nextBudgets();
  let at = 0;
  await copyRows(
    sql,
    `SELECT supporter_id FROM payers
     WHERE provider_method_id IS NOT NULL AND ${inShard('supporter_id', shard)} ORDER BY supporter_id`,
    (row) => {
      const supporter = row.key(0) as IdKey;
      const budget = nextBudgetOf(supporter);
      // Both come in the order of the supporters.
      let left = 0n;
      for (; (wallets[at]?.supporter ?? beyond) <= supporter; at++) {
        const wallet = wallets[at];
        if (wallet?.supporter === supporter && wallet.currency === budget?.currency)
          left = wallet.walletMicros - wallet.spentMicros;
      }
      if (budget && budget.micros > left) short.push(idOfKey(supporter));
    },
  );
  return recordJobs(
    sql,
    short.map((supporterId) => ({
      name: 'top-up-wallet',
      payload: { supporterId, month: nextMonth(month) },
    })),
  );
};
