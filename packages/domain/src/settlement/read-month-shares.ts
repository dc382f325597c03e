import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { type Currency, currencyOf, type Money, money } from '../money.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type MonthRow, readMonth, readMonths } from './month-row.ts';
import { type Giving, isOwn, type SharedBudget, shareBudget } from './plan-settlement.ts';
import { type GivenFlattr, type Giver, readGiven } from './read-given.ts';

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

/** A settled month of a supporter, in one currency. */
export type GivenMonth = Giver & { readonly currency: Currency };

/**
 * What each flattr of these supporters' settled months became, largest share first, then by thing. It is stored nowhere: the
 * rule is run again on what the cut found, and has to come to what was settled. Nothing in another currency than that of the
 * budget in force, and before the month is settled. It takes four statements, however many months.
 */
export const readSharesOfMonths = async (
  { pool }: Platform,
  asked: readonly GivenMonth[],
): Promise<readonly (readonly FlattrShare[])[]> => {
  const months = await readMonths(
    pool,
    asked.map(({ month }) => month),
  );
  const settled = await readSettled(pool, asked);
  const wanted = asked.flatMap((of, place) => {
    const [row, own] = [months.get(of.month), settled[place]];
    const isOver = row !== undefined && row.state !== 'OPEN' && row.state !== 'CUT';
    return isOver && own?.currency === of.currency ? [{ of, place, row, own }] : [];
  });
  const given = await readGiven(
    pool,
    wanted.map(({ of }) => of),
  );
  const shares = new Map(
    wanted.map(({ of, place, row, own }, index) => [place, sharesOf(row, of, own, given[index] ?? [])]),
  );
  return asked.map((_, place) => shares.get(place) ?? []);
};

const sharesOf = (
  row: MonthRow,
  { supporterId, currency }: GivenMonth,
  settled: Settled,
  given: readonly GivenFlattr[],
): readonly FlattrShare[] => {
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

/** The shares of one month of one supporter. */
export const readMonthShares = async (
  platform: Platform,
  supporterId: UserId,
  month: Month,
  currency: Currency,
): Promise<readonly FlattrShare[]> => {
  const [shares = []] = await readSharesOfMonths(platform, [{ supporterId, month, currency }]);
  return shares;
};

/** What a settled month of a supporter who spent in it became, by the rule run again; that there is none is our bug. */
export const readPlanAgain = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
): Promise<{ readonly plan: SharedBudget; readonly currency: Currency }> => {
  const row = await readMonth(reader, month);
  const [settled] = await readSettled(reader, [{ supporterId, month }]);
  if (!row || !settled) throw new Error(`${month} is not settled for whom it spent of`);
  const [given = []] = await readGiven(reader, [{ supporterId, month }]);
  const plan = planAgain(row, supporterId, settled, given);
  return { plan, currency: currencyOf(settled.currency) };
};

/** The wallet that each budget in force at its cut spent from. */
const readSettled = async (
  reader: Reader,
  givers: readonly Giver[],
): Promise<readonly (Settled | undefined)[]> => {
  const { rows } = await reader.query<Settled & { place: number }>(
    `SELECT asked.place::int - 1 AS place, s.currency, s.budget_micros AS budget, s.max_per_flattr_micros AS max_per_flattr,
       s.wallet_micros AS wallet, s.spent_micros AS spent, s.fee_micros AS fee, s.flattrs
     FROM unnest($1::text[], $2::uuid[]) WITH ORDINALITY AS asked (month, supporter_id, place)
     CROSS JOIN LATERAL (
       SELECT currency FROM budgets b WHERE b.supporter_id = asked.supporter_id AND b.from_month <= asked.month
       ORDER BY b.from_month DESC LIMIT 1) AS budget
     CROSS JOIN LATERAL (
       SELECT * FROM settled_supporters own WHERE own.month = asked.month AND own.supporter_id = asked.supporter_id
         AND own.currency = budget.currency) AS s`,
    [givers.map(({ month }) => month), givers.map(({ supporterId }) => supporterId)],
  );
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return givers.map((_, place) => byPlace.get(place));
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
