import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  add,
  currencyCodes,
  formatDecimal,
  fromMinorUnits,
  type Money,
  money,
  parseDecimal,
  wholeMinorUnits,
} from './money.ts';

const anyCurrency = fc.constantFrom(...currencyCodes);

describe('money', () => {
  it('writes what it reads, exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 18n - 1n), anyCurrency, (micros, currency) => {
        expect(parseDecimal(formatDecimal({ micros, currency }))).toBe(micros);
      }),
    );
  });

  it.each([
    '',
    '-1',
    '+1',
    '1e3',
    '1.',
    '.5',
    '01',
    '1,5',
    '0x10',
    ' 1',
    '1.0000001',
    'NaN',
    '9999999999999',
    '١',
  ])('does not take %j for an amount', (text) => expect(parseDecimal(text)).toBeUndefined());

  it('shows the minor unit, and more places only when they are needed', () => {
    expect(formatDecimal(money(2_000_000n, 'EUR'))).toBe('2.00');
    expect(formatDecimal(money(285_714n, 'EUR'))).toBe('0.285714');
    expect(formatDecimal(money(300_000_000n, 'JPY'))).toBe('300');
    expect(formatDecimal(money(-1n, 'JPY'))).toBe('-0.000001');
  });

  it('pays out whole minor units and leaves the rest', () => {
    expect(wholeMinorUnits(money(10_009_999n, 'EUR'))).toBe(1000n);
    expect(wholeMinorUnits(money(1_999_999n, 'JPY'))).toBe(1n);
    expect(fromMinorUnits(1n, 'JPY')).toEqual(money(1_000_000n, 'JPY'));
  });

  it('adds one currency only', () => {
    expect(add(money(1n, 'EUR'), money(2n, 'EUR'))).toEqual(money(3n, 'EUR'));
    expectTypeOf<Parameters<typeof add<'EUR'>>[1]>().not.toExtend<Money<'USD'>>();
    const any = (currency: 'EUR' | 'USD'): Money => money(1n, currency);
    expect(() => add(any('EUR'), any('USD'))).toThrow('do not add up');
  });
});
