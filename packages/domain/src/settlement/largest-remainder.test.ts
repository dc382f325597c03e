import { scaleOf } from '@flattr/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idKey, newId, type ThingId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import type { Part } from '../splits/split-parts.ts';
import { largestRemainder } from './largest-remainder.ts';
import { tieBreaker } from './tie-breaker.ts';

const numRuns = scaleOf({ quick: 300, ci: 2_000, full: 10_000 });

const tie = {
  month: asMonth('2026-11'),
  supporterTag: Buffer.alloc(32, 7),
  thingId: newId<ThingId>(),
};

/** Divides one share over the parts of a split, as a settlement does. */
const divideShare = (share: bigint, parts: readonly Part[], { month, supporterTag, thingId }: typeof tie) => {
  const ties = tieBreaker(month, supporterTag);
  const rankOf = (part: number) =>
    ties.ofBeneficiary(idKey(thingId), idKey(parts[part]?.beneficiaryId ?? newId<UserId>()));
  const points = parts.map(({ basisPoints }) => basisPoints);
  return largestRemainder(share, points, rankOf);
};

const anyShare = fc.oneof(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 30n));

/** Whole basis points for 1 to 20 beneficiaries, by distinct cuts through the 10,000. */
const anyParts = fc
  .uniqueArray(fc.record({ cut: fc.integer({ min: 1, max: 9_999 }), id: fc.uuid({ version: 7 }) }), {
    minLength: 1,
    maxLength: 20,
    selector: ({ cut }) => cut,
  })
  .filter((drawn) => new Set(drawn.map(({ id }) => id)).size === drawn.length)
  .map((drawn) => {
    const cuts = drawn.map(({ cut }) => cut).sort((one, other) => one - other);
    const ends = [...cuts.slice(0, -1), 10_000];
    return ends.map((end, index): Part => {
      const beneficiaryId = drawn[index]?.id as UserId;
      return { beneficiaryId, basisPoints: end - (ends[index - 1] ?? 0) };
    });
  });

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

describe('a share divided over a split', () => {
  it('is all there, each part its floor or one micro more, and the larger remainder first', () => {
    fc.assert(
      fc.property(anyShare, anyParts, (share, parts) => {
        const amounts = divideShare(share, parts, tie);
        expect(sum(amounts)).toBe(share);
        const rests = parts.map(({ basisPoints }, index) => {
          const product = share * BigInt(basisPoints);
          const over = (amounts[index] ?? -1n) - product / 10_000n;
          expect(over === 0n || over === 1n).toBe(true);
          return { over, rest: product % 10_000n };
        });
        const rounded = rests.filter(({ over }) => over === 1n).map(({ rest }) => rest);
        const floored = rests.filter(({ over }) => over === 0n).map(({ rest }) => rest);
        for (const rest of rounded) expect(floored.every((other) => other <= rest)).toBe(true);
      }),
      { numRuns },
    );
  });

  it('does not depend on the order of the parts', () => {
    fc.assert(
      fc.property(anyShare, anyParts, fc.infiniteStream(fc.nat()), (share, parts, order) => {
        const amounts = divideShare(share, parts, tie);
        const shuffled = parts
          .map((part, index) => ({ part, index, place: order.next().value }))
          .sort((one, other) => one.place - other.place);
        const again = divideShare(
          share,
          shuffled.map(({ part }) => part),
          tie,
        );
        for (const [place, { index }] of shuffled.entries()) expect(again[place]).toBe(amounts[index]);
      }),
      { numRuns },
    );
  });

  it('is whole for one beneficiary alone', () => {
    const alone = [{ beneficiaryId: newId<UserId>(), basisPoints: 10_000 }];
    fc.assert(
      fc.property(anyShare, (share) => {
        expect(divideShare(share, alone, tie)).toEqual([share]);
      }),
    );
  });
});

describe('another program agrees', () => {
  const tags = {
    '2026-11': '4a9b5064b5ef010073fa8674a93c442609342a9d07164170c1370fe7e11c498c',
    '2026-12': '773c6134bf9eedb8db16c94b9f7ee2377373afd290f8b36a58779d4d92a84369',
  };
  const thing = (number: string) => `01930000-0000-7000-8000-0000000000${number}` as ThingId;
  const split = (...basisPoints: number[]): Part[] =>
    basisPoints.map((points, index) => ({
      beneficiaryId: `01930000-0000-7000-8000-00000000440${index + 1}` as UserId,
      basisPoints: points,
    }));
  const quarters = split(2_500, 2_500, 2_500, 2_500);

  it.each([
    ['D', '2026-11', '02', 1_456_667n, split(7_000, 2_999, 1), [1_019_667n, 436_854n, 146n]],
    ['E', '2026-11', '01', 1_001n, split(5_000, 5_000), [500n, 501n]],
    ['F', '2026-12', '01', 3n, quarters, [1n, 1n, 1n, 0n]],
    ['G', '2026-12', '03', 3n, quarters, [1n, 0n, 1n, 1n]],
    ['H', '2026-12', '01', 10n, split(3_333, 3_333, 3_334), [3n, 3n, 4n]],
    ['of nothing', '2026-12', '01', 0n, quarters, [0n, 0n, 0n, 0n]],
  ] as const)('on vector %s', (_name, month, number, share, parts, amounts) => {
    const supporterTag = Buffer.from(tags[month], 'hex');
    const thingId = thing(number);
    expect(divideShare(share, parts, { month: asMonth(month), supporterTag, thingId })).toEqual(amounts);
  });
});

describe('a sum divided by weights', () => {
  const byPlace = (index: number) => `${index}`;

  it('goes by the remainder first, and by the rank only where remainders are equal', () => {
    // 10 × 1, 2, 4 in sevenths: remainders 3, 6, 5 of what is left over, 2 micros.
    expect(largestRemainder(10n, [1, 2, 4], byPlace)).toEqual([1n, 3n, 6n]);
    expect(largestRemainder(2n, [1, 1, 1, 1], byPlace)).toEqual([1n, 1n, 0n, 0n]);
    expect(largestRemainder(2n, [1, 1, 1, 1], (index) => `${9 - index}`)).toEqual([0n, 0n, 1n, 1n]);
  });

  it('asks for no rank where nothing is left over, and has no parts without weights', () => {
    const never = () => {
      throw new Error('nothing is tied');
    };
    expect(largestRemainder(12n, [1, 2, 3], never)).toEqual([2n, 4n, 6n]);
    expect(largestRemainder(0n, [1, 1], never)).toEqual([0n, 0n]);
    expect(largestRemainder(5n, [], never)).toEqual([]);
  });
});
