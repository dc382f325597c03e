import { feeOf } from './fee.ts';
import { largestRemainder } from './largest-remainder.ts';

/** What one supporter has to give in one currency, and the weights of the flattrs that count. */
export type Budgeted = {
  /** 0 where the budget in force is in another currency or there is none. */
  readonly budgetMicros: bigint;
  readonly walletMicros: bigint;
  /** What a flattr of weight 1 may cost, fee included. */
  readonly maxPerFlattrMicros?: bigint;
  readonly weights: readonly number[];
};

/** What becomes of a budget: spent = fee + the shares, which stand in the order of the weights; the wallet keeps the rest. */
export type SharedOut = {
  readonly spentMicros: bigint;
  readonly feeMicros: bigint;
  readonly shares: readonly bigint[];
};

/**
 * Shares a budget out: D = min(budget, wallet, maxPerFlattr × weights) is spent if a flattr counts, the fee goes off first,
 * and what remains is divided by the weights. Published in docs/rules/share-out.md.
 */
export const shareOut = (
  budgeted: Budgeted,
  feeBasisPoints: number,
  rankOf: (index: number) => string,
): SharedOut => {
  const spentMicros = spentOf(budgeted);
  const feeMicros = feeOf(spentMicros, feeBasisPoints);
  const shares = largestRemainder(spentMicros - feeMicros, budgeted.weights, rankOf);
  return { spentMicros, feeMicros, shares };
};

const spentOf = ({ budgetMicros, walletMicros, maxPerFlattrMicros, weights }: Budgeted): bigint => {
  if (weights.length === 0) return 0n;
  const affordable = least(budgetMicros, walletMicros);
  if (maxPerFlattrMicros === undefined) return affordable;
  return least(affordable, maxPerFlattrMicros * BigInt(weights.reduce((sum, weight) => sum + weight, 0)));
};

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
