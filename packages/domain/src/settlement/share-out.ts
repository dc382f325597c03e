import { createHash } from 'node:crypto';
import { idBytes, type ThingId } from '../ids.ts';
import type { Month } from '../month.ts';

export type Weighed = { readonly thingId: ThingId; readonly weight: number };

/**
 * Divides a pool over flattrs by their weights: each gets floor(pool × weight / weights), and the micros left over go one
 * each to the largest remainders, ties in ascending order of SHA-256(month ‖ supporter tag ‖ thing id). The shares add up
 * to the pool exactly, in the order of the flattrs given; no flattrs, no shares. Published in docs/rules/share-out.md.
 */
export const shareOut = (
  poolMicros: bigint,
  flattrs: readonly Weighed[],
  tie: { readonly month: Month; readonly supporterTag: Uint8Array },
): readonly bigint[] => {
  const weights = flattrs.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  if (weights === 0n) return [];
  const shares = flattrs.map(({ weight }) => (poolMicros * BigInt(weight)) / weights);
  const leftOver = Number(poolMicros - shares.reduce((sum, share) => sum + share, 0n));
  if (leftOver === 0) return shares;
  const ranked = flattrs.map(({ thingId, weight }, index) => ({
    index,
    remainder: (poolMicros * BigInt(weight)) % weights,
    rank: createHash('sha256').update(tie.month).update(tie.supporterTag).update(idBytes(thingId)).digest(),
  }));
  ranked.sort((one, other) => {
    if (one.remainder !== other.remainder) return one.remainder > other.remainder ? -1 : 1;
    return Buffer.compare(one.rank, other.rank);
  });
  const rounded = new Set(ranked.slice(0, leftOver).map(({ index }) => index));
  return shares.map((share, index) => (rounded.has(index) ? share + 1n : share));
};
