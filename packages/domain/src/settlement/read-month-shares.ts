import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type MonthRow, readMonth } from './month-row.ts';
import { type Giving, isOwn, type SharedBudget, shareBudget } from './plan-settlement.ts';
import { type GivenFlattr, readGiven } from './read-given.ts';

/** What one flattr of a settled month became. */
export type FlattrShare = {
  readonly thingId: ThingId;
  readonly weight: number;
  readonly flattredAt: Date;
  /** Whether the supporter had any part in the thing at the cut, so that the flattr counted nothing. */
  readonly own: boolean;
  readonly share: Money;
};

type Settled = {
  readonly currency: string;
  readonly budget: string;
  readonly max_per_flattr: string | null;
  readonly wallet: string;
  readonly spent: string;
  readonly fee: string;
  readonly flattrs: number;
};

/**
 * What each of a supporter's flattrs of a settled month became, largest share first, then by thing. It is stored nowhere:
 * the rule is run again on what the cut found, and has to come to what was settled. Nothing in another currency than that of
 * the budget in force, and before the month is settled.
 */
export const readMonthShares = async (
  { pool }: Platform,
  supporterId: UserId,
  month: Month,
  currency: Currency,
): Promise<readonly FlattrShare[]> => {
  const row = await readMonth(pool, month);
  if (!row || row.state === 'OPEN' || row.state === 'CUT') return [];
  const settled = await readSettled(pool, supporterId, month);
  if (settled?.currency !== currency) return [];
  const given = await readGiven(pool, supporterId, month);
  const plan = planAgain(row, supporterId, settled, given);
  const shares = new Map(plan.shares.map((share) => [share.thingId, share.micros]));
  return given
    .map((flattr) => ({
      thingId: flattr.thingId,
      weight: flattr.weight,
      flattredAt: flattr.flattredAt,
      own: isOwn(flattr, supporterId),
      share: money(shares.get(flattr.thingId) ?? 0n, currency),
    }))
    .sort(largestFirst);
};

/** What a settled month of a supporter who spent in it became, by the rule run again; that there is none is our bug. */
export const readPlanAgain = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<{ readonly plan: SharedBudget; readonly currency: Currency }> => {
  const row = await readMonth(reader, month);
  const settled = await readSettled(reader, supporterId, month);
  if (!row || !settled) throw new Error(`${month} is not settled for whom it spent of`);
  const plan = planAgain(row, supporterId, settled, await readGiven(reader, supporterId, month));
  return { plan, currency: currencyOf(settled.currency) };
};

/** The wallet that the budget in force at the cut spent from. */
const readSettled = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<Settled | undefined> => {
  const { rows } = await reader.query<Settled>(
    `SELECT currency, budget_micros AS budget, max_per_flattr_micros AS max_per_flattr, wallet_micros AS wallet,
       spent_micros AS spent, fee_micros AS fee, flattrs
     FROM settled_supporters WHERE month = $1 AND supporter_id = $2 AND currency = (
       SELECT currency FROM budgets WHERE supporter_id = $2 AND from_month <= $1 ORDER BY from_month DESC LIMIT 1)`,
    [month, supporterId],
  );
  return rows[0];
};

/** The rule once more; what does not come to what was settled is our bug. */
const planAgain = (
  row: MonthRow,
  supporterId: UserId,
  settled: Settled,
  flattrs: readonly GivenFlattr[],
): SharedBudget => {
  const giving: Giving = {
    supporterId,
    currency: currencyOf(settled.currency),
    budgetMicros: BigInt(settled.budget),
    walletMicros: BigInt(settled.wallet),
    maxPerFlattrMicros: settled.max_per_flattr === null ? undefined : BigInt(settled.max_per_flattr),
    flattrs,
  };
  const plan = shareBudget(giving, row);
  const given = plan.shares.reduce((sum, { micros }) => sum + micros, 0n);
  const same =
    given + plan.feeMicros === BigInt(settled.spent) &&
    plan.feeMicros === BigInt(settled.fee) &&
    plan.shares.length === settled.flattrs;
  if (!same) throw new Error(`the shares of a supporter in ${row.month} are not what was settled`);
  return plan;
};

const largestFirst = (one: FlattrShare, other: FlattrShare): number => {
  if (one.share.micros !== other.share.micros) return one.share.micros > other.share.micros ? -1 : 1;
  return one.thingId < other.thingId ? -1 : 1;
};
