import type { FreeEarning } from './plan-payout.ts';

/** What a month has left for a creator, free or not, and what sites of theirs without a proof brought in it. */
export type UnprovenMonth = { readonly leftMicros: bigint; readonly broughtMicros: bigint };

/** What of the free earnings may be paid, and what of them waits for proofs. */
export type HeldApart = {
  readonly payable: readonly FreeEarning[];
  readonly held: readonly FreeEarning[];
};

/**
 * Holds back, of the free earnings of one month and currency, what sites without a proof brought: as much as that of what is
 * left, and never more. What left before was the other sites' money first, and so is what is free first, oldest first.
 */
export const holdUnproven = (
  free: readonly FreeEarning[],
  { leftMicros, broughtMicros }: UnprovenMonth,
): HeldApart => {
  let open = leftMicros > broughtMicros ? leftMicros - broughtMicros : 0n;
  const payable: FreeEarning[] = [];
  const held: FreeEarning[] = [];
  for (const earning of free.toSorted((one, other) => (one.availableOn < other.availableOn ? -1 : 1))) {
    const paid = earning.leftMicros < open ? earning.leftMicros : open;
    open -= paid;
    if (paid > 0n) payable.push({ ...earning, leftMicros: paid });
    if (paid < earning.leftMicros) held.push({ ...earning, leftMicros: earning.leftMicros - paid });
  }
  return { payable, held };
};
