import { expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { checkParts, type PartInput } from './split-parts.ts';

const parts = (...given: [string, number][]): PartInput[] =>
  given.map(([handle, basisPoints]) => ({ handle, basisPoints }));

const refusalOf = (given: readonly PartInput[]) => {
  const checked = checkParts(given);
  return checked instanceof Refusal ? [checked.code, ...checked.path] : checked;
};

it('takes one beneficiary of all, twenty, and a part of one basis point', () => {
  expect(checkParts(parts([' @Ada ', 10_000]))).toEqual(parts(['ada', 10_000]));
  const twenty = Array.from({ length: 20 }, (_, index): [string, number] => [`u${index}`, 500]);
  expect(checkParts(parts(...twenty))).toHaveLength(20);
  expect(checkParts(parts(['ada', 9_999], ['bob', 1]))).toHaveLength(2);
});

it.each([
  ['nobody', [], ['beneficiaries-out-of-range', 'parts']],
  [
    'twenty-one',
    Array.from({ length: 21 }, (_, index): [string, number] => [`u${index}`, index === 0 ? 8_000 : 100]),
    ['beneficiaries-out-of-range', 'parts'],
  ],
  ['a basis point too few', [['ada', 9_999]], ['split-not-whole', 'parts']],
  [
    'a basis point too many',
    [
      ['ada', 5_000],
      ['bob', 5_001],
    ],
    ['split-not-whole', 'parts'],
  ],
  [
    'a part of nothing',
    [
      ['ada', 10_000],
      ['bob', 0],
    ],
    ['basis-points-out-of-range', 'parts', '1', 'basisPoints'],
  ],
  [
    'a part below nothing',
    [
      ['ada', 10_001],
      ['bob', -1],
    ],
    ['basis-points-out-of-range', 'parts', '0', 'basisPoints'],
  ],
  [
    'half a basis point',
    [
      ['ada', 9_999.5],
      ['bob', 0.5],
    ],
    ['basis-points-out-of-range', 'parts', '0', 'basisPoints'],
  ],
  ['no number', [['ada', Number.NaN]], ['basis-points-out-of-range', 'parts', '0', 'basisPoints']],
  [
    'one twice, however written',
    [
      ['ada', 5_000],
      ['@ADA', 5_000],
    ],
    ['beneficiary-twice', 'parts', '1', 'handle'],
  ],
] satisfies [string, [string, number][], string[]][])('refuses %s', (_what, given, refusal) => {
  expect(refusalOf(parts(...(given as [string, number][])))).toEqual(refusal);
});
