/** The fee of what is spent: floor(spent × basis points / 10000), so that it never exceeds its rate. */
export const feeOf = (spentMicros: bigint, basisPoints: number): bigint =>
  (spentMicros * BigInt(basisPoints)) / 10_000n;
