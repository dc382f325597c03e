import { type Currency, type Money, payoutMinimum } from '../money.ts';
import type { Day, Month } from '../month.ts';

/** What is left, and free, of what a creator earned in a month and could have from a day on. */
export type FreeEarning = { readonly month: Month; readonly availableOn: Day; readonly leftMicros: bigint };

export type PayoutPart = { readonly month: Month; readonly availableOn: Day; readonly micros: bigint };

export type PayoutPlan = { readonly micros: bigint; readonly parts: readonly PayoutPart[] };

/**
 * Plans a payout of all that is free, in whole steps of what reaches a bank, the oldest available earnings first; what is
 * below a step stays. Undefined if it comes to less than the minimum, by default the currency's.
 */
export const planPayout = (
  earnings: readonly FreeEarning[],
  currency: Currency,
  step: Money,
  minimum: Money = payoutMinimum(currency),
): PayoutPlan | undefined => {
  const free = earnings.reduce((sum, { leftMicros }) => sum + leftMicros, 0n);
  const micros = free - (free % step.micros);
  if (micros < minimum.micros) return undefined;
  const oldestFirst = [...earnings].sort((one, other) =>
    `${one.availableOn} ${one.month}` < `${other.availableOn} ${other.month}` ? -1 : 1,
  );
  const parts: PayoutPart[] = [];
  let open = micros;
  for (const { month, availableOn, leftMicros } of oldestFirst) {
    const taken = leftMicros < open ? leftMicros : open;
    if (taken > 0n) parts.push({ month, availableOn, micros: taken });
    open -= taken;
  }
  return { micros, parts };
};
