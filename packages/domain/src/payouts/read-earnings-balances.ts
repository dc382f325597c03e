import type { UserId } from '../ids.ts';
import { balancesOf } from '../ledger/balance.ts';
import { type Money, money, payoutMinimum } from '../money.ts';
import type { Platform } from '../platform.ts';
import { readFreeEarnings } from './free-earnings.ts';
import { type FreeEarning, planPayout } from './plan-payout.ts';

/** What a creator holds in one currency: total = available + held; a payout takes what is available, from the minimum on. */
export type EarningsBalance = {
  readonly total: Money;
  readonly available: Money;
  readonly held: Money;
  /** What of it is held only until the proofs of these sites are there again, or were looked at. */
  readonly heldForProof: Money;
  readonly sitesWithoutProof: readonly string[];
  readonly minimum: Money;
  /** What a payout would take now: whole minor units of what is available; undefined below the minimum. */
  readonly payable: Money | undefined;
};

/** A creator's earnings that are not paid out yet, one balance per currency, in order of the currencies' codes. */
export const readEarningsBalances = async (
  { pool, gateway }: Platform,
  creatorId: UserId,
): Promise<readonly EarningsBalance[]> => {
  const totals = await balancesOf(pool, 'earnings', creatorId);
  const free = await readFreeEarnings(pool, creatorId);
  return totals.map((total) => {
    const own = free.find(({ currency }) => currency === total.currency);
    const earnings = own?.earnings ?? [];
    const available = sumOf(earnings);
    const plan = planPayout(earnings, total.currency, gateway.payoutStep(total.currency));
    return {
      total,
      available: money(available, total.currency),
      held: money(total.micros - available, total.currency),
      heldForProof: money(sumOf(own?.heldForProof ?? []), total.currency),
      sitesWithoutProof: own?.sitesWithoutProof ?? [],
      minimum: payoutMinimum(total.currency),
      payable: plan && money(plan.micros, total.currency),
    };
  });
};

const sumOf = (earnings: readonly FreeEarning[]): bigint =>
  earnings.reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
