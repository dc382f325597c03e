import { describe, expect, it } from 'vitest';
import type { ThingId, UserId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { type FlattrFact, type Giving, shareBudget } from './plan-settlement.ts';

const secret = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const supporterId = '01930000-0000-7000-8000-00000000ada0' as UserId;
const creatorId = '01930000-0000-7000-8000-000000003333' as UserId;
const beneficiary = (number: number) => `01930000-0000-7000-8000-00000000440${number}` as UserId;
const thing = (number: number) => `01930000-0000-7000-8000-00000000000${number}` as ThingId;

const flattr = (number: number, weight = 1, over: Partial<FlattrFact> = {}): FlattrFact => ({
  thingId: thing(number),
  creatorId,
  weight,
  ...over,
});

const share = (flattrs: readonly FlattrFact[], over: Partial<Giving> = {}, month = '2026-11') =>
  shareBudget(
    {
      supporterId,
      currency: 'EUR',
      budgetMicros: 5_000_000n,
      walletMicros: 4_600_000n,
      flattrs,
      ...over,
    },
    { month: asMonth(month), secret, feeBasisPoints: 500 },
  );

const micros = ({ shares }: ReturnType<typeof share>) => shares.map((each) => each.micros);

describe('another program agrees', () => {
  it('on vector A', () => {
    expect(share([flattr(1, 2), flattr(2)])).toEqual({
      spentMicros: 4_600_000n,
      feeMicros: 230_000n,
      shares: [
        {
          thingId: thing(1),
          weight: 2,
          micros: 2_913_333n,
          parts: [{ beneficiaryId: creatorId, micros: 2_913_333n }],
        },
        {
          thingId: thing(2),
          weight: 1,
          micros: 1_456_667n,
          parts: [{ beneficiaryId: creatorId, micros: 1_456_667n }],
        },
      ],
    });
  });

  it('on vector B, where the own thing leaves no trace', () => {
    const own = flattr(7, 10, { creatorId: supporterId });
    const others = [flattr(1), flattr(2), flattr(3), flattr(4, 3), flattr(5, 3), flattr(6, 8)];
    const of = { budgetMicros: 4_440_000n, walletMicros: 12_345_678n };
    const shared = share([...others.slice(0, 2), own, ...others.slice(2)], of);
    expect(shared).toMatchObject({ spentMicros: 4_440_000n, feeMicros: 222_000n });
    expect(micros(shared)).toEqual([248_118n, 248_118n, 248_117n, 744_353n, 744_353n, 1_984_941n]);
    expect(shared).toEqual(share(others, of));
  });

  it('on vector C, where ranks decide', () => {
    const of = { budgetMicros: 2_000_000n, walletMicros: 11n };
    const shared = share([flattr(1), flattr(2), flattr(3), flattr(4)], of, '2026-12');
    expect(shared).toMatchObject({ spentMicros: 11n, feeMicros: 0n });
    expect(micros(shared)).toEqual([2n, 3n, 3n, 3n]);
  });

  it('on vector D, which divides a share of vector A', () => {
    const parts = [7_000, 2_999, 1].map((basisPoints, index) => ({
      beneficiaryId: beneficiary(index + 1),
      basisPoints,
    }));
    const [, divided] = share([flattr(1, 2), flattr(2, 1, { parts })]).shares;
    expect(divided?.micros).toBe(1_456_667n);
    expect(divided?.parts).toEqual([
      { beneficiaryId: beneficiary(1), micros: 1_019_667n },
      { beneficiaryId: beneficiary(2), micros: 436_854n },
      { beneficiaryId: beneficiary(3), micros: 146n },
    ]);
  });

  it('on the ranks of vectors F and G, in which the thing is', () => {
    const parts = [1, 2, 3, 4].map((number) => ({ beneficiaryId: beneficiary(number), basisPoints: 2_500 }));
    const of = { budgetMicros: 2_000_000n, walletMicros: 6n };
    const shared = share([flattr(1, 1, { parts }), flattr(3, 1, { parts })], of, '2026-12');
    expect(shared.shares.map((each) => each.parts.map((part) => part.micros))).toEqual([
      [1n, 1n, 1n, 0n],
      [1n, 0n, 1n, 1n],
    ]);
  });
});

it('drops what the supporter has a part in, however small, and spends nothing if that was all', () => {
  const mine = [
    { beneficiaryId: beneficiary(1), basisPoints: 9_999 },
    { beneficiaryId: supporterId, basisPoints: 1 },
  ];
  const split = flattr(3, 1, { parts: mine });
  const made = flattr(4, 1, { creatorId: supporterId });
  expect(share([split, made])).toEqual({ spentMicros: 0n, feeMicros: 0n, shares: [] });
  expect(micros(share([split, flattr(1), made]))).toEqual([4_370_000n]);
});
