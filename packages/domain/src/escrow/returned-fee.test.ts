import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestRemainder } from '../settlement/largest-remainder.ts';
import { returnedFee } from './returned-fee.ts';

it('is the part of the fee in proportion to the share', () => {
  expect(returnedFee(950_000n, { spentMicros: 2_000_000n, feeMicros: 100_000n })).toBe(50_000n);
  expect(returnedFee(1n, { spentMicros: 2_000_000n, feeMicros: 100_000n })).toBe(0n);
  expect(returnedFee(0n, { spentMicros: 5n, feeMicros: 5n })).toBe(0n);
});

it('never gives back more than the fee, however a budget was shared out', () => {
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10n ** 12n),
      fc.integer({ min: 0, max: 3000 }),
      fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 40 }),
      (spentMicros, basisPoints, weights) => {
        const feeMicros = (spentMicros * BigInt(basisPoints)) / 10_000n;
        const shares = largestRemainder(spentMicros - feeMicros, weights, (index) => `${index}`);
        const back = shares.reduce((sum, share) => sum + returnedFee(share, { spentMicros, feeMicros }), 0n);
        expect(back).toBeLessThanOrEqual(feeMicros);
        expect(back).toBeGreaterThan(feeMicros - BigInt(weights.length) - 1n);
      },
    ),
  );
});
