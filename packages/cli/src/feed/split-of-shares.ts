import type { Recipient } from './recipient.ts';

export type SplitPart = { readonly handle: string; readonly basisPoints: number };

const whole = 10_000;

/**
 * Shares of any size as parts that add up to exactly 10,000 basis points: what is left over goes one each to the largest
 * remainders, ties to whom is named first. A handle that is named twice has one part; one too small for a basis point has none.
 */
export const splitOfShares = (recipients: readonly Recipient[]): SplitPart[] => {
  const shares = new Map<string, number>();
  for (const { handle, shares: more } of recipients) shares.set(handle, (shares.get(handle) ?? 0) + more);
  const all = [...shares.values()].reduce((sum, one) => sum + one, 0);
  const exact = [...shares].map(([handle, one], at) => {
    const rest = (one * whole) % all;
    return { handle, at, rest, basisPoints: (one * whole - rest) / all };
  });
  const left = whole - exact.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const lucky = new Set([...exact].sort((a, b) => b.rest - a.rest || a.at - b.at).slice(0, left));
  return exact
    .map((one) => ({ handle: one.handle, basisPoints: one.basisPoints + (lucky.has(one) ? 1 : 0) }))
    .filter(({ basisPoints }) => basisPoints > 0);
};
