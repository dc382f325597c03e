import { budgetMinimum, type Currency, type Money, minorUnitMicros, money, parseDecimal } from '../money.ts';
import { Refusal } from '../refusal.ts';

export type MonthsAtOnce = 1 | 3 | 6 | 12;

/** The largest budget is this many times the smallest. */
const largest = 2_500n;

/** Reads a monthly budget: a decimal in whole minor units, within the limits of a currency that is taken here. */
export const budgetAmount = (amount: string, code: string, taken: readonly Currency[]): Money | Refusal => {
  const currency = taken.find((known) => known === code);
  if (!currency) return new Refusal('currency-unknown', ['currency']);
  const micros = parseDecimal(amount.trim());
  if (micros === undefined || micros % minorUnitMicros(currency) !== 0n)
    return new Refusal('amount-malformed', ['amount']);
  const minimum = budgetMinimum(currency);
  if (micros < minimum.micros) return new Refusal('budget-too-small', ['amount']);
  if (micros > minimum.micros * largest) return new Refusal('budget-too-large', ['amount']);
  return money(micros, currency);
};

/** Reads what a flattr of weight 1 may cost at most, in whole minor units of the budget's currency; it may exceed the budget. */
export const maxPerFlattr = (amount: string, currency: Currency): Money | Refusal => {
  const micros = parseDecimal(amount.trim());
  if (micros === undefined) return new Refusal('amount-malformed', ['maxPerFlattr']);
  const unit = minorUnitMicros(currency);
  if (micros < unit) return new Refusal('max-per-flattr-too-small', ['maxPerFlattr']);
  if (micros % unit !== 0n) return new Refusal('amount-malformed', ['maxPerFlattr']);
  return money(micros, currency);
};

export const monthsAtOnce = (months: number): MonthsAtOnce | Refusal =>
  months === 1 || months === 3 || months === 6 || months === 12
    ? months
    : new Refusal('months-at-once-unknown', ['monthsAtOnce']);
