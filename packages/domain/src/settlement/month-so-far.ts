import type { ThingId, UserId } from '../ids.ts';
import { wallet } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month, monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { isOwn, type MonthTerms, shareBudget } from './plan-settlement.ts';
import { readGiven } from './read-given.ts';

export type FlattrSoFar = {
  readonly thingId: ThingId;
  readonly weight: number;
  readonly flattredAt: Date;
  /** Whether the supporter has any part in the thing by now, so that the flattr counts nothing. */
  readonly own: boolean;
  /** What this flattr would become if the month were cut now; absent without a budget. */
  readonly worth?: Money;
};

export type MonthSoFar = {
  readonly month: Month;
  readonly flattrs: readonly FlattrSoFar[];
  readonly spent?: Money;
  readonly fee?: Money;
};

type Budget = {
  readonly currency: string;
  readonly amount: string;
  readonly max_per_flattr: string | null;
};

/** A supporter's flattrs of the month that the clock is in, newest first, with what each would become by the rule. */
export const monthSoFar = async (platform: Platform, supporterId: UserId): Promise<MonthSoFar> => {
  const month = monthOf(await platform.clock.now());
  const [given = []] = await readGiven(platform.pool, [{ supporterId, month }]);
  const flattrs = given.map((flattr) => ({
    thingId: flattr.thingId,
    weight: flattr.weight,
    flattredAt: flattr.flattredAt,
    own: isOwn(flattr, supporterId),
  }));
  const budget = await readBudgetInForce(platform, supporterId, month);
  if (!budget || budget.amount === '0') return { month, flattrs };
  const currency = currencyOf(budget.currency);
  const held = await balance(platform.pool, wallet(supporterId, currency));
  const plan = shareBudget(
    {
      supporterId,
      currency,
      budgetMicros: BigInt(budget.amount),
      walletMicros: held.micros,
      maxPerFlattrMicros: budget.max_per_flattr === null ? undefined : BigInt(budget.max_per_flattr),
      flattrs: given,
    },
    await readTerms(platform, month),
  );
  const worth = new Map(plan.shares.map((share) => [share.thingId, share.micros]));
  return {
    month,
    flattrs: flattrs.map((flattr) => ({
      ...flattr,
      worth: money(worth.get(flattr.thingId) ?? 0n, currency),
    })),
    spent: money(plan.spentMicros, currency),
    fee: money(plan.feeMicros, currency),
  };
};

const readBudgetInForce = async (
  { pool }: Platform,
  supporterId: UserId,
  month: Month,
): Promise<Budget | undefined> => {
  const { rows } = await pool.query<Budget>(
    `SELECT currency, amount_micros AS amount, max_per_flattr_micros AS max_per_flattr FROM budgets
     WHERE supporter_id = $1 AND from_month <= $2 ORDER BY from_month DESC LIMIT 1`,
    [supporterId, month],
  );
  return rows[0];
};

const readTerms = async ({ pool, policy }: Platform, month: Month): Promise<MonthTerms> => {
  const { rows } = await pool.query<{ secret: Buffer; fee_basis_points: number }>(
    'SELECT secret, fee_basis_points FROM months WHERE month = $1',
    [asMonth(month)],
  );
  return {
    month,
    secret: rows[0]?.secret ?? Buffer.alloc(32),
    feeBasisPoints: rows[0]?.fee_basis_points ?? policy.feeBasisPoints,
  };
};
