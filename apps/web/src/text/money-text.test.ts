import { expect, it } from 'vitest';
import { isZero, microsOf, moneyOf } from './micros.ts';
import { changeText, countText, moneyText, shareText } from './money-text.ts';

const sum = (amount: string, currency = 'EUR') => ({ amount, currency });

it('shows a sum to its last digit, and at least to the minor unit', () => {
  expect(moneyText(sum('5'))).toBe('€5.00');
  expect(moneyText(sum('0.285714'))).toBe('€0.285714');
  expect(moneyText(sum('300', 'JPY'))).toBe('¥300');
  expect(moneyText(sum('66.666666', 'JPY'))).toBe('¥66.666666');
  expect(moneyText(sum('9007199254740993.123456', 'USD'))).toBe('$9,007,199,254,740,993.123456');
});

it('cuts a share after two decimals and says so, and never rounds it up', () => {
  expect(shareText(sum('1.583333'))).toEqual({ text: '€1.58', cut: true });
  expect(shareText(sum('0.999999'))).toEqual({ text: '€0.99', cut: true });
  expect(shareText(sum('1.58'))).toEqual({ text: '€1.58', cut: false });
  expect(shareText(sum('1.580000'))).toEqual({ text: '€1.58', cut: false });
  expect(shareText(sum('0.000001'))).toEqual({ text: '€0.00', cut: true });
});

it('says whether a sum came or went', () => {
  expect([changeText(sum('5.00')), changeText(sum('-0.285714')), changeText(sum('-300', 'JPY'))]).toEqual([
    '+€5.00',
    '−€0.285714',
    '−¥300',
  ]);
});

it('subtracts without losing a millionth', () => {
  expect(moneyOf(microsOf(sum('9007199254740993.000001')) - 1n, 'EUR').amount).toBe(
    '9007199254740993.000000',
  );
  expect(moneyOf(-microsOf(sum('0.5')), 'EUR').amount).toBe('-0.500000');
  expect(isZero(sum('0.00'))).toBe(true);
  expect(() => microsOf(sum('1e3'))).toThrow('not an exact decimal');
});

it('counts in words', () => {
  expect([countText(1, 'flattr'), countText(0, 'flattr'), countText(12040, 'flattr')]).toEqual([
    '1 flattr',
    '0 flattrs',
    '12,040 flattrs',
  ]);
});
