import type { Sql } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import { type IdKey, idOfKey, type UserId } from '../ids.ts';
import { nextMonth } from '../month.ts';
import type { MonthRow } from './month-row.ts';
import type { PlannedWallet } from './plan-wallets.ts';
import type { ShardFacts } from './read-shard.ts';

/**
 * Records a top-up for each supporter of a shard with a saved card whose wallet is left with less than the budget of the
 * month that follows; the job looks again before it charges.
 */
export const recordTopUps = async (
  sql: Sql,
  { month }: MonthRow,
  { nextBudgets }: ShardFacts,
  wallets: readonly PlannedWallet[],
): Promise<readonly RecordedJob[]> => {
  const left = new Map<IdKey, bigint>();
  for (const { supporter, currency, walletMicros, spentMicros } of wallets) {
    if (nextBudgets.get(supporter)?.currency === currency) left.set(supporter, walletMicros - spentMicros);
  }
  const short = [...nextBudgets]
    .filter(([supporter, { micros }]) => micros > (left.get(supporter) ?? 0n))
    .map(([supporter]) => idOfKey<UserId>(supporter));
  if (short.length === 0) return [];
  const { rows } = await sql.query<{ supporter_id: UserId }>(
    `SELECT supporter_id FROM payers WHERE provider_method_id IS NOT NULL AND supporter_id = ANY ($1::uuid[])
     ORDER BY supporter_id`,
    [short],
  );
  const payload = (supporterId: UserId) => ({ supporterId, month: nextMonth(month) });
  return recordJobs(
    sql,
    rows.map((row) => ({ name: 'top-up-wallet', payload: payload(row.supporter_id) })),
  );
};
