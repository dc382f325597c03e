/**
 * Divides a sum by weights: each gets floor(sum × weight / weights), and the micros left over go one each to the largest
 * remainders, ties in ascending order of their ranks. The parts add up to the sum exactly, in the order of the weights;
 * no weights, no parts.
 */
export const largestRemainder = (
  sumMicros: bigint,
  weights: readonly number[],
  rankOf: (index: number) => string,
): readonly bigint[] => {
  const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  if (whole === 0n) return [];
  const remainders: bigint[] = [];
  let leftOver = sumMicros;
  let before = -1;
  let part = 0n;
  let remainder = 0n;
  const parts = weights.map((weight) => {
    // Most weights are the same as the one before.
    if (weight !== before) {
      const product = sumMicros * BigInt(weight);
      before = weight;
      part = product / whole;
      remainder = product % whole;
    }
    remainders.push(remainder);
    leftOver -= part;
    return part;
  });
  if (leftOver === 0n) return parts;
  for (const index of byRemainder(remainders, rankOf)) {
    if (leftOver === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    leftOver -= 1n;
  }
  return parts;
};

const byRemainder = (remainders: readonly bigint[], rankOf: (index: number) => string): readonly number[] => {
  const ranks = remainders.map((_, index) => rankOf(index));
  const order = ranks.map((_, index) => index);
  return order.sort((one, other) => {
    const mine = remainders[one] ?? 0n;
    const its = remainders[other] ?? 0n;
    if (mine !== its) return mine > its ? -1 : 1;
    return (ranks[one] ?? '') < (ranks[other] ?? '') ? -1 : 1;
  });
};
