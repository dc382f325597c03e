import type { UserId } from '../ids.ts';
import { balancesOf } from '../ledger/balance.ts';
import { type Money, money, payoutMinimum } from '../money.ts';
import type { Platform } from '../platform.ts';
import { readFreeEarnings } from './free-earnings.ts';
import { planPayout } from './plan-payout.ts';

/** What a creator holds in one currency: total = available + held; a payout takes what is available, from the minimum on. */
export type EarningsBalance = {
  readonly total: Money;
  readonly available: Money;
  readonly held: Money;
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
    const { earnings } = free.find(({ currency }) => currency === total.currency) ?? { earnings: [] };
    const available = earnings.reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
    const plan = planPayout(earnings, total.currency, gateway.payoutStep(total.currency));
    return {
      total,
      available: money(available, total.currency),
      held: money(total.micros - available, total.currency),
      minimum: payoutMinimum(total.currency),
      payable: plan && money(plan.micros, total.currency),
    };
  });
};
