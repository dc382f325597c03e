import { describe, expect, it } from 'vitest';
import { formatAmount } from './currency.ts';

describe('an amount as people read it', () => {
  it.each([
    [1234, 'eur', '€12.34'],
    [1234, 'jpy', '¥1,234'],
    [-250, 'usd', '-$2.50'],
    [1234, 'kwd', 'KWD\u00a01.234'],
    [5, 'gbp', '£0.05'],
  ])('%i %s is %s', (amount, currency, shown) => {
    expect(formatAmount(amount, currency)).toBe(shown);
  });
});
