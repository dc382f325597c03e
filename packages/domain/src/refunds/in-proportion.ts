/**
 * Divides a sum in proportion to others, as `largestRemainder` does over weights: each gets floor(sum × part / parts), and the
 * micros left over go one each to the largest remainders, ties to whoever stands first. No part gets more than it is, as long
 * as the sum is not more than the parts together.
 */
export const inProportion = (sumMicros: bigint, parts: readonly bigint[]): readonly bigint[] => {
  const whole = parts.reduce((sum, part) => sum + part, 0n);
  if (sumMicros > whole) throw new Error(`${sumMicros} micros are more than their parts, ${whole}`);
  if (whole === 0n) return parts;
  const divided = parts.map((part) => (sumMicros * part) / whole);
  const remainders = parts.map((part) => (sumMicros * part) % whole);
  let leftOver = sumMicros - divided.reduce((sum, part) => sum + part, 0n);
  const largestFirst = parts.map((_, index) => index).sort((one, other) => compare(remainders, one, other));
  for (const index of largestFirst) {
    if (leftOver === 0n) break;
    divided[index] = (divided[index] ?? 0n) + 1n;
    leftOver -= 1n;
  }
  return divided;
};

const compare = (remainders: readonly bigint[], one: number, other: number): number => {
  const mine = remainders[one] ?? 0n;
  const its = remainders[other] ?? 0n;
  if (mine !== its) return mine > its ? -1 : 1;
  return one - other;
};
