import { expect, it } from 'vitest';
import { basisPointsOf, percentText } from './percent-text.ts';

it('reads every percent of two places as it is written, and back', () => {
  for (let basisPoints = 0; basisPoints <= 10_000; basisPoints++)
    expect(basisPointsOf(percentText(basisPoints))).toBe(basisPoints);
});

it.each([
  ['100', 10_000],
  ['33.33', 3_333],
  [' 33,33 % ', 3_333],
  ['0.01', 1],
  ['12.5%', 1_250],
  ['012.50', 1_250],
  ['999.99', 99_999],
])('reads %j', (text, basisPoints) => {
  expect(basisPointsOf(text)).toBe(basisPoints);
});

it.each([
  '',
  '%',
  '.5',
  '5.',
  '33.333',
  '1e2',
  '-1',
  '+1',
  '1 000',
  '1000',
  '0x10',
  '٣٣',
  'NaN',
  '5 5',
  '1.2.3',
])('takes %j for no percent', (text) => {
  expect(basisPointsOf(text)).toBeUndefined();
});

it('writes no place that is not there', () => {
  expect([10_000, 5_000, 2_550, 1, 10, 105].map(percentText)).toEqual([
    '100',
    '50',
    '25.5',
    '0.01',
    '0.1',
    '1.05',
  ]);
});
