import { type Currency, type Money, minorUnitMicros, money } from '@flattr/domain/money';

/** Stripe's exceptions: what reaches a bank there is no whole number of minor units by ISO 4217, but of these. */
const exceptions: Partial<Record<Currency, bigint>> = {
  HUF: 1_000_000n,
  TWD: 1_000_000n,
  // It has three places, of which the last is 0.
  KWD: 10_000n,
};

/** The smallest sum that Stripe pays out to a bank, and that every payout is a whole number of. */
export const payoutStep = <C extends Currency>(currency: C): Money<C> =>
  money(exceptions[currency] ?? minorUnitMicros(currency), currency);
