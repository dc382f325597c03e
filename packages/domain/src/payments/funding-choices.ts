import type { MonthsAtOnce } from '../budgets/budget-amount.ts';
import { type Money, money } from '../money.ts';

/** What it would about cost to fund a wallet for so many months at once. */
export type FundingChoice = {
  readonly monthsAtOnce: MonthsAtOnce;
  readonly charge: Money;
  readonly estimatedFee: Money;
  readonly estimatedCredit: Money;
  /** The fee's part of the charge in tenths of a percent, rounded half up: 47 is 4.7 %. */
  readonly feePerMille: bigint;
};

const choices: readonly MonthsAtOnce[] = [1, 3, 6, 12];

/** The choices for a monthly budget, by the provider's published prices. */
export const fundingChoices = (
  monthly: Money,
  estimateFee: (charge: Money) => Money,
): readonly FundingChoice[] =>
  choices.map((monthsAtOnce) => {
    const charge = money(monthly.micros * BigInt(monthsAtOnce), monthly.currency);
    const estimatedFee = estimateFee(charge);
    return {
      monthsAtOnce,
      charge,
      estimatedFee,
      estimatedCredit: money(charge.micros - estimatedFee.micros, charge.currency),
      feePerMille: (estimatedFee.micros * 2000n + charge.micros) / (charge.micros * 2n),
    };
  });
