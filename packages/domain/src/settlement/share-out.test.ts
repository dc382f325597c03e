import { recordEvidence, scaleOf } from '@flattr/evidence';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idKey, newId, type ThingId } from '../ids.ts';
import { asMonth } from '../month.ts';
import { feeOf } from './fee.ts';
import { shareOut as shareOutBudget } from './share-out.ts';
import { tieBreaker } from './tie-breaker.ts';

type Weighed = { readonly thingId: ThingId; readonly weight: number };

const tie = { month: asMonth('2026-11'), supporterTag: Buffer.alloc(32, 7) };

const anyThing = fc.uuid({ version: 7 }).map((id) => id as ThingId);
const anyFlattrs = fc.uniqueArray(fc.record({ thingId: anyThing, weight: fc.integer({ min: 1, max: 10 }) }), {
  selector: ({ thingId }) => thingId,
  minLength: 1,
  maxLength: 60,
});
const anyPool = fc.bigInt(0n, 10n ** 12n);

/** Divides a pool, which is a budget that bears no fee. */
const shareOut = (poolMicros: bigint, flattrs: readonly Weighed[], { month, supporterTag } = tie) => {
  const { ofThing } = tieBreaker(month, supporterTag);
  const weights = flattrs.map(({ weight }) => weight);
  const budgeted = { budgetMicros: poolMicros, walletMicros: poolMicros, weights };
  return shareOutBudget(budgeted, 0, (index) => ofThing(idKey(flattrs[index]?.thingId ?? newId()))).shares;
};

const sum = (shares: readonly bigint[]) => shares.reduce((total, share) => total + share, 0n);
const equal = (count: number): Weighed[] =>
  Array.from({ length: count }, () => ({ thingId: newId<ThingId>(), weight: 1 }));

describe('the share-out', () => {
  it('gives exact equal shares and loses nothing, be the pool small or the flattrs many (R-22)', () => {
    const cases: [bigint, number, bigint, bigint][] = [
      [2_000_000n, 1_000, 2_000n, 0n],
      [10_000n, 3, 3_333n, 1n],
      [0n, 5, 0n, 0n],
    ];
    for (const [pool, count, floor, leftOver] of cases) {
      const shares = shareOut(pool, equal(count), tie);
      expect(sum(shares)).toBe(pool);
      expect(shares.filter((share) => share === floor + 1n)).toHaveLength(Number(leftOver));
      expect(shares.filter((share) => share === floor)).toHaveLength(count - Number(leftOver));
    }
    recordEvidence({ id: 'R-22', tried: cases.length, failed: 0 });
  });

  it('is exact, fair and independent of the order in any month (R-23)', () => {
    const numRuns = scaleOf({ quick: 300, ci: 2_000, full: 10_000 });
    fc.assert(
      fc.property(anyPool, anyFlattrs, fc.infiniteStream(fc.nat()), (pool, flattrs, order) => {
        const shares = shareOut(pool, flattrs, tie);
        const weights = flattrs.reduce((total, { weight }) => total + BigInt(weight), 0n);
        expect(sum(shares)).toBe(pool);
        for (const [index, share] of shares.entries()) {
          const floor = (pool * BigInt(flattrs[index]?.weight ?? 0)) / weights;
          expect(share === floor || share === floor + 1n).toBe(true);
        }
        const shuffled = flattrs
          .map((flattr, index) => ({ flattr, index, place: order.next().value }))
          .sort((one, other) => one.place - other.place);
        const again = shareOut(
          pool,
          shuffled.map(({ flattr }) => flattr),
          tie,
        );
        for (const [place, { index }] of shuffled.entries()) expect(again[place]).toBe(shares[index]);
      }),
      { numRuns },
    );
    recordEvidence({ id: 'R-23', tried: numRuns, failed: 0 });
  });

  it('never gives another more because one more thing was flattred, but for one micro of rounding', () => {
    fc.assert(
      fc.property(anyPool, anyFlattrs, (pool, flattrs) => {
        const fewer = flattrs.slice(0, -1);
        const before = shareOut(pool, fewer, tie);
        const after = shareOut(pool, flattrs, tie);
        const slack = flattrs.every(({ weight }) => weight === flattrs[0]?.weight) ? 0n : 1n;
        for (const [index, share] of before.entries())
          expect((after[index] ?? 0n) <= share + slack).toBe(true);
      }),
    );
  });

  it('breaks ties by the published order, so that another program agrees', () => {
    const things = ['01', '02', '03'].map((byte) => ({
      thingId: `${byte.repeat(4)}-0000-7000-8000-000000000000` as ThingId,
      weight: 1,
    }));
    expect(shareOut(10n, things, tie)).toEqual([3n, 3n, 4n]);
    expect(shareOut(10n, things, { ...tie, month: asMonth('2026-12') })).toEqual([3n, 4n, 3n]);
  });
});

it('spends the least of budget, wallet and what so many weights may cost, and nothing where none counts', () => {
  const anyWeights = fc.array(fc.integer({ min: 1, max: 10 }), { maxLength: 40 });
  fc.assert(
    fc.property(
      anyPool,
      anyPool,
      fc.option(anyPool),
      anyWeights,
      (budgetMicros, walletMicros, cap, weights) => {
        const maxPerFlattrMicros = cap ?? undefined;
        const { spentMicros, feeMicros, shares } = shareOutBudget(
          { budgetMicros, walletMicros, maxPerFlattrMicros, weights },
          500,
          (index) => `${index}`,
        );
        const all = weights.reduce((total, weight) => total + weight, 0);
        const limits = [budgetMicros, walletMicros, ...(cap === null ? [] : [cap * BigInt(all)])];
        expect(limits.every((limit) => spentMicros <= limit)).toBe(true);
        expect(weights.length > 0 ? limits.includes(spentMicros) : spentMicros === 0n).toBe(true);
        expect(sum(shares) + feeMicros).toBe(spentMicros);
        const single = maxPerFlattrMicros ?? spentMicros;
        for (const [index, share] of shares.entries())
          expect(share <= single * BigInt(weights[index] ?? 0)).toBe(true);
      },
    ),
  );
});

it('takes a fee that never exceeds its rate', () => {
  fc.assert(
    fc.property(anyPool, fc.integer({ min: 0, max: 3000 }), (spent, basisPoints) => {
      const fee = feeOf(spent, basisPoints);
      expect(fee * 10_000n <= BigInt(basisPoints) * spent).toBe(true);
      expect((fee + 1n) * 10_000n > BigInt(basisPoints) * spent).toBe(true);
    }),
  );
});
