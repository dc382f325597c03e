type Fee = { basisPoints: number; fixed: number };

/** What a charge costs, per currency in lower case; `otherwise` serves those that are not named. */
export type FeeTable = { otherwise: Fee; [currency: string]: Fee };

/**
 * 2.9 % and a fixed part of about a quarter of the major unit; the yen has 3.6 % and no fixed part. Near enough
 * to Stripe's price lists for tests, and the same for every card.
 */
export const defaultFees: FeeTable = {
  eur: { basisPoints: 290, fixed: 25 },
  usd: { basisPoints: 290, fixed: 30 },
  gbp: { basisPoints: 290, fixed: 20 },
  jpy: { basisPoints: 360, fixed: 0 },
  otherwise: { basisPoints: 290, fixed: 30 },
};

/** The fee of a charge in minor units: the percentage rounded half up, plus the fixed part. */
export function feeOf(amount: number, currency: string, fees: FeeTable): number {
  const { basisPoints, fixed } = fees[currency] ?? fees.otherwise;
  const percentage = (BigInt(amount) * BigInt(basisPoints) + 5_000n) / 10_000n;
  return Number.parseInt(percentage.toString(), 10) + fixed;
}
