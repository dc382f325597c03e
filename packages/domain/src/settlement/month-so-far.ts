import type { ThingId, UserId } from '../ids.ts';
import { currencyOf, type Money, money } from '../money.ts';
import { asMonth, type Month, monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { shareBudget } from './plan-settlement.ts';

export type FlattrSoFar = {
  readonly thingId: ThingId;
  readonly weight: number;
  readonly flattredAt: Date;
  /** What this flattr would become if the month were cut now; absent without a budget. */
  readonly worth?: Money;
};

export type MonthSoFar = {
  readonly month: Month;
  readonly flattrs: readonly FlattrSoFar[];
  readonly spent?: Money;
  readonly fee?: Money;
};

type FlattrRow = { thing_id: ThingId; creator_id: UserId; weight: number; flattred_at: Date };

type Funds = { readonly currency: string; readonly budget: string; readonly wallet: string };

/** A supporter's flattrs of the month that the clock is in, newest first, with what each would become by the rule. */
export const monthSoFar = async (platform: Platform, supporterId: UserId): Promise<MonthSoFar> => {
  const month = monthOf(await platform.clock.now());
  const { rows } = await platform.pool.query<FlattrRow>(
    `SELECT f.thing_id, t.creator_id, f.weight, f.flattred_at FROM flattrs f JOIN things t ON t.id = f.thing_id
     WHERE f.month = $1 AND f.supporter_id = $2 ORDER BY f.flattred_at DESC, f.thing_id`,
    [month, supporterId],
  );
  const flattrs = rows.map((row) => ({
    thingId: row.thing_id,
    weight: row.weight,
    flattredAt: row.flattred_at,
  }));
  const funds = await readFunds(platform, supporterId, month);
  if (!funds || funds.budget === '0') return { month, flattrs };
  const currency = currencyOf(funds.currency);
  const plan = shareBudget(
    {
      supporterId,
      currency,
      budgetMicros: BigInt(funds.budget),
      walletMicros: BigInt(funds.wallet),
      flattrs: rows.map((row) => ({ thingId: row.thing_id, creatorId: row.creator_id, weight: row.weight })),
    },
    await readTerms(platform, month),
  );
  const worth = new Map(plan.shares.map((share) => [share.thingId, money(share.micros, currency)]));
  return {
    month,
    flattrs: flattrs.map((flattr) => ({
      ...flattr,
      worth: worth.get(flattr.thingId) ?? money(0n, currency),
    })),
    spent: money(plan.spentMicros, currency),
    fee: money(plan.feeMicros, currency),
  };
};

const readFunds = async (
  { pool }: Platform,
  supporterId: UserId,
  month: Month,
): Promise<Funds | undefined> => {
  const { rows } = await pool.query<Funds>(
    `SELECT b.currency, b.amount_micros AS budget, coalesce((
       SELECT sum(e.amount_micros) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.name = 'wallet:' || b.supporter_id AND a.currency = b.currency), 0) AS wallet
     FROM budgets b WHERE b.supporter_id = $1 AND b.from_month <= $2 ORDER BY b.from_month DESC LIMIT 1`,
    [supporterId, month],
  );
  return rows[0];
};

const readTerms = async ({ pool, policy }: Platform, month: Month) => {
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
