import type { UserId } from '../ids.ts';
import { largestRemainder } from '../settlement/largest-remainder.ts';
import { type Part, wholeBasisPoints } from '../splits/split-parts.ts';

/**
 * The split of those who stay when one beneficiary leaves: the whole again, in the proportion of their parts, by largest
 * remainder, ties by id. Nobody has less than before. Without anybody else there are no parts.
 */
export const whoStays = (parts: readonly Part[], leaver: UserId): readonly Part[] => {
  const others = parts.filter(({ beneficiaryId }) => beneficiaryId !== leaver);
  const divided = largestRemainder(
    BigInt(wholeBasisPoints),
    others.map(({ basisPoints }) => basisPoints),
    (index) => others[index]?.beneficiaryId ?? '',
  );
  return others.map(({ beneficiaryId }, index) => ({
    beneficiaryId,
    basisPoints: Number.parseInt(`${divided[index] ?? 0n}`, 10),
  }));
};
