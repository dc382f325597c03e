import { describe, expect, it } from 'vitest';
import { type ChargeId, idKey, type ThingId, type UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { availableFrom, drawOldestFirst } from './funding-sources.ts';
import { largestRemainder } from './largest-remainder.ts';
import { shareBudget } from './plan-settlement.ts';
import { shardTerms } from './shard-terms.ts';
import { supporterTag } from './supporter-tag.ts';
import { tieBreaker } from './tie-breaker.ts';

// The vectors of docs/rules/share-out.md.
const secret = Buffer.from(Array.from({ length: 32 }, (_, byte) => byte));
const supporterId = '01930000-0000-7000-8000-00000000ada0' as UserId;
const creatorId = '01930000-0000-7000-8000-000000003333' as UserId;
const thing = (number: string) => `01930000-0000-7000-8000-0000000000${number}` as ThingId;
const beneficiary = (number: number) => `01930000-0000-7000-8000-00000000440${number}` as UserId;
const termsOf = (name: string) => ({ month: asMonth(name), secret, feeBasisPoints: 500 });

type Weights = readonly (readonly [number: string, weight: number])[];
const flattrsOn = (weights: Weights) =>
  weights.map(([number, weight]) => ({ thingId: thing(number), creatorId, weight }));
const giving = { supporterId, currency: 'EUR' as const };

const chargeKey = (number: string) => idKey(`01930000-0000-7000-8000-0000000001${number}` as ChargeId);

type Left = readonly [number: string, moment: string, holdDays: number, leftMicros: bigint];
const funded = (name: string, spentMicros: bigint, left: readonly Left[]) => {
  const numbers = new Map(left.map(([number]) => [chargeKey(number), number]));
  const sources = left.map(([number, moment, holdDays, leftMicros], index) => ({
    chargeKey: chargeKey(number),
    position: BigInt(index + 1),
    chargedAt: new Date(`${moment}Z`),
    holdDays,
    leftMicros,
  }));
  const drawn = drawOldestFirst(sources, spentMicros);
  const terms = shardTerms({ ...termsOf(name), ledgerPosition: 9n }, 7);
  return {
    drawn: drawn.map(({ source, micros }) => [numbers.get(source.chargeKey), micros]),
    day: availableFrom(
      drawn.map(({ source }) => source),
      terms.challengeEnd,
    ),
  };
};

it('A: a wallet that is less than the budget', () => {
  const budget = { ...giving, budgetMicros: 5_000_000n, walletMicros: 4_600_000n };
  const flattrs = flattrsOn([
    ['01', 2],
    ['02', 1],
  ]);
  const { spentMicros, feeMicros, shares } = shareBudget({ ...budget, flattrs }, termsOf('2026-11'));
  expect([spentMicros, feeMicros]).toEqual([4_600_000n, 230_000n]);
  expect(shares.map(({ micros }) => micros)).toEqual([2_913_333n, 1_456_667n]);
  expect(funded('2026-11', spentMicros, [['01', '2026-11-15T12:00:00', 30, 4_600_000n]])).toEqual({
    drawn: [['01', 4_600_000n]],
    day: '2026-12-16',
  });
});

it('B: an own thing, equal remainders, and three charges', () => {
  const budget = { ...giving, budgetMicros: 4_440_000n, walletMicros: 12_345_678n };
  const counting = flattrsOn([
    ['01', 1],
    ['02', 1],
    ['03', 1],
    ['04', 3],
    ['05', 3],
    ['06', 8],
  ]);
  const flattrs = [...counting, { thingId: thing('07'), creatorId: supporterId, weight: 10 }];
  const { spentMicros, feeMicros, shares } = shareBudget({ ...budget, flattrs }, termsOf('2026-11'));
  expect([spentMicros, feeMicros]).toEqual([4_440_000n, 222_000n]);
  expect(shares.map(({ micros }) => micros)).toEqual([
    248_118n,
    248_118n,
    248_117n,
    744_353n,
    744_353n,
    1_984_941n,
  ]);
  const left: Left[] = [
    ['02', '2026-11-01T00:00:00', 30, 500_000n],
    ['01', '2026-11-01T00:00:00', 7, 1_000_000n],
    ['03', '2026-11-08T00:00:01', 30, 10_845_678n],
  ];
  expect(funded('2026-11', spentMicros, left)).toEqual({
    drawn: [
      ['01', 1_000_000n],
      ['02', 500_000n],
      ['03', 2_940_000n],
    ],
    day: '2026-12-09',
  });
});

it('C: a wallet of 11 micros', () => {
  const budget = { ...giving, budgetMicros: 2_000_000n, walletMicros: 11n };
  const flattrs = flattrsOn([
    ['01', 1],
    ['02', 1],
    ['03', 1],
    ['04', 1],
  ]);
  const { spentMicros, feeMicros, shares } = shareBudget({ ...budget, flattrs }, termsOf('2026-12'));
  expect([spentMicros, feeMicros]).toEqual([11n, 0n]);
  expect(shares.map(({ micros }) => micros)).toEqual([2n, 3n, 3n, 3n]);
  expect(funded('2026-12', spentMicros, [['01', '2026-11-01T00:00:00', 7, 11n]]).day).toBe('2027-01-08');
});

it('I: a cap, a share with a micro left over in its split, and a thing that is partly the own one', () => {
  const budget = { ...giving, budgetMicros: 5_000_000n, walletMicros: 4_600_000n };
  const [one, two, three, four, five] = flattrsOn([
    ['01', 1],
    ['02', 1],
    ['03', 2],
    ['04', 3],
    ['05', 5],
  ]);
  if (!one || !two || !three || !four || !five) throw new Error('five flattrs');
  const halves = [1, 2].map((n) => ({ beneficiaryId: beneficiary(n), basisPoints: 5_000 }));
  const partly = [
    { beneficiaryId: supporterId, basisPoints: 1 },
    { beneficiaryId: beneficiary(1), basisPoints: 9_999 },
  ];
  const flattrs = [one, two, { ...three, parts: halves }, four, { ...five, parts: partly }];
  const capped = { ...budget, maxPerFlattrMicros: 333_333n, flattrs };
  const { spentMicros, feeMicros, shares } = shareBudget(capped, termsOf('2026-11'));
  expect([spentMicros, feeMicros]).toEqual([2_333_331n, 116_666n]);
  expect(shares.map(({ micros }) => micros)).toEqual([316_666n, 316_667n, 633_333n, 949_999n]);
  expect(shares[2]?.parts.map(({ micros }) => micros)).toEqual([316_666n, 316_667n]);
  const left: Left[] = [
    ['01', '2026-10-20T08:00:00', 7, 2_000_000n],
    ['02', '2026-11-10T00:00:00', 30, 2_600_000n],
  ];
  expect(funded('2026-11', spentMicros, left)).toEqual({
    drawn: [
      ['01', 2_000_000n],
      ['02', 333_331n],
    ],
    day: '2026-12-10',
  });
});

describe('the division of a share by its split', () => {
  it.each([
    ['D', '2026-11', '02', 1_456_667n, [7_000, 2_999, 1], [1_019_667n, 436_854n, 146n]],
    ['E', '2026-11', '01', 1_001n, [5_000, 5_000], [500n, 501n]],
    ['F', '2026-12', '01', 3n, [2_500, 2_500, 2_500, 2_500], [1n, 1n, 1n, 0n]],
    ['G', '2026-12', '03', 3n, [2_500, 2_500, 2_500, 2_500], [1n, 0n, 1n, 1n]],
    ['H', '2026-12', '01', 10n, [3_333, 3_333, 3_334], [3n, 3n, 4n]],
    ['of nothing', '2026-12', '01', 0n, [5_000, 5_000], [0n, 0n]],
  ] as const)('is vector %s', (_name, name, number, share, basisPoints, amounts) => {
    const month = asMonth(name);
    const ties = tieBreaker(month, supporterTag(month, secret, supporterId));
    const rankOf = (part: number) => ties.ofBeneficiary(idKey(thing(number)), idKey(beneficiary(part + 1)));
    expect(largestRemainder(share, basisPoints, rankOf)).toEqual(amounts);
  });
});
