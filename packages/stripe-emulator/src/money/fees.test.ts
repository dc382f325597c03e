import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultFees, feeOf } from './fees.ts';

describe('the fee of a charge', () => {
  it.each([
    [1000, 'eur', 54],
    [1000, 'usd', 59],
    [1000, 'gbp', 49],
    [1000, 'jpy', 36],
    [1000, 'sek', 59],
    [50, 'eur', 26],
    [99_999_999, 'usd', 2_900_030],
  ])('of %i %s is %i', (amount, currency, fee) => {
    expect(feeOf(amount, currency, defaultFees)).toBe(fee);
  });

  it('rounds half up', () => {
    const fees = { otherwise: { basisPoints: 500, fixed: 0 } };
    expect(feeOf(10, 'eur', fees)).toBe(1);
    expect(feeOf(9, 'eur', fees)).toBe(0);
  });

  it('is whole and never falls when the amount rises', () => {
    const amount = fc.integer({ min: 1, max: 99_999_998 });
    fc.assert(
      fc.property(amount, (minor) => {
        const fee = feeOf(minor, 'eur', defaultFees);
        expect(Number.isSafeInteger(fee)).toBe(true);
        expect(feeOf(minor + 1, 'eur', defaultFees)).toBeGreaterThanOrEqual(fee);
      }),
    );
  });
});
