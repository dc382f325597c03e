import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inProportion } from './in-proportion.ts';

const parts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 });
const sumOf = (all: readonly bigint[]) => all.reduce((sum, one) => sum + one, 0n);

it('divides a sum exactly, each part its floor or one more, and none more than it is', () => {
  fc.assert(
    fc.property(parts, fc.nat(1000), (all, perMille) => {
      const whole = sumOf(all);
      const sum = (whole * BigInt(perMille)) / 1000n;
      const divided = inProportion(sum, all);
      expect(sumOf(divided)).toBe(sum);
      for (const [index, part] of all.entries()) {
        const floor = whole === 0n ? 0n : (sum * part) / whole;
        const more = (divided[index] ?? -1n) - floor;
        expect(more === 0n || more === 1n).toBe(true);
        expect((divided[index] ?? 0n) <= part).toBe(true);
      }
    }),
  );
});

it('gives what is left over to the largest remainder, and to the first of equal ones', () => {
  expect(inProportion(1n, [1n, 1n])).toEqual([1n, 0n]);
  expect(inProportion(5n, [5n, 6n, 5n])).toEqual([2n, 2n, 1n]);
  expect(inProportion(7n, [3n, 4n])).toEqual([3n, 4n]);
});

it('refuses to divide more than there is', () => {
  expect(() => inProportion(3n, [1n, 1n])).toThrow('more than their parts');
});
