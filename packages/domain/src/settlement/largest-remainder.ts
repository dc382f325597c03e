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
  const parts: bigint[] = [];
  const remainders: bigint[] = [];
  let leftOver = sumMicros;
  let [before, part, remainder] = [-1, 0n, 0n];
  for (const weight of weights) {
    // Most weights are the same as the one before.
    if (weight !== before) {
      const product = sumMicros * BigInt(weight);
      [before, part, remainder] = [weight, product / whole, product % whole];
    }
    parts.push(part);
    remainders.push(remainder);
    leftOver -= part;
  }
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
  return [...remainders.keys()].sort((one, other) => {
    const [mine = 0n, its = 0n] = [remainders[one], remainders[other]];
    if (mine !== its) return mine > its ? -1 : 1;
    return (ranks[one] ?? '') < (ranks[other] ?? '') ? -1 : 1;
  });
};
