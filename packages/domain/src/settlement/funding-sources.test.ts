import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChargeId, idKey } from '../ids.ts';
import type { Day } from '../month.ts';
import { availableFrom, drawOldestFirst, type Source } from './funding-sources.ts';

const charge = (number: number, at: string, holdDays: number, leftMicros: bigint): Source => ({
  chargeKey: idKey(`01930000-0000-7000-8000-00000000003${number}` as ChargeId),
  position: 1n,
  leftMicros,
  chargedAt: new Date(at),
  holdDays,
});

const afterNovember = '2026-12-08' as Day;

/** What is drawn as `2: 500`, charge by charge, and from which day it is free. */
const draw = (sources: readonly Source[], spent: bigint, earliest: Day = afterNovember) => {
  const drawn = drawOldestFirst(sources, spent);
  const lines = drawn.map(({ source, micros }) => `${source.chargeKey.slice(-1)}: ${micros}`);
  return [
    ...lines,
    availableFrom(
      drawn.map(({ source }) => source),
      earliest,
    ),
  ];
};

describe('what is spent comes from charges', () => {
  it('as the published vectors say', () => {
    const a = charge(1, '2026-11-15T12:00:00Z', 30, 4_600_000n);
    expect(draw([a], 4_600_000n)).toEqual(['1: 4600000', '2026-12-16']);
    const b = [
      charge(2, '2026-11-01T00:00:00Z', 30, 500_000n),
      charge(1, '2026-11-01T00:00:00Z', 7, 1_000_000n),
      charge(3, '2026-11-08T00:00:01Z', 30, 10_845_678n),
    ];
    const expected = ['1: 1000000', '2: 500000', '3: 2940000', '2026-12-09'];
    expect(draw(b, 4_440_000n)).toEqual(expected);
    expect(draw([...b].reverse(), 4_440_000n)).toEqual(expected);
    const c = charge(1, '2026-11-01T00:00:00Z', 7, 11n);
    expect(draw([c], 11n, '2027-01-08' as Day)).toEqual(['1: 11', '2027-01-08']);
  });

  it('the older first, and no hold of one that gave nothing counts', () => {
    const old = charge(2, '2026-10-01T00:00:00Z', 7, 3n);
    const young = charge(1, '2026-11-30T00:00:00Z', 30, 3n);
    expect(draw([young, old], 3n)).toEqual(['2: 3', '2026-12-08']);
    expect(draw([young, old], 4n)).toEqual(['2: 3', '1: 1', '2026-12-30']);
    expect(draw([young, old], 0n)).toEqual(['2026-12-08']);
    expect(draw([], 0n)).toEqual(['2026-12-08']);
  });

  it('of which there is enough, or else it is our bug', () => {
    expect(() => draw([charge(1, '2026-11-01T00:00:00Z', 7, 11n)], 12n)).toThrow(
      '1 micros of a wallet come from no charge',
    );
  });

  it('and adds up in any order, no charge giving more than it has', () => {
    const anyLefts = fc.array(fc.bigInt(0n, 1_000n), { maxLength: 9 });
    fc.assert(
      fc.property(anyLefts, fc.bigInt(0n, 100n), (lefts, percent) => {
        const sources = lefts.map((left, index) => charge(index, `2026-11-0${9 - index}`, 7, left));
        const spent = (lefts.reduce((sum, left) => sum + left, 0n) * percent) / 100n;
        const drawn = drawOldestFirst(sources, spent);
        expect(drawn.reduce((sum, { micros }) => sum + micros, 0n)).toBe(spent);
        for (const { source, micros } of drawn) {
          expect(micros > 0n).toBe(true);
          expect(micros <= source.leftMicros).toBe(true);
        }
        expect(drawOldestFirst([...sources].reverse(), spent)).toEqual(drawn);
      }),
    );
  });
});
