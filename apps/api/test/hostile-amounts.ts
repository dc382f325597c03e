import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@flattr/evidence';

/** Whole numbers at the edges of what machines hold: 32 and 64 bits, and what a float holds exactly. */
export const edges: readonly string[] = [
  0n,
  1n,
  -1n,
  ...[2n ** 31n, 2n ** 53n].flatMap((edge) => [edge - 1n, edge, edge + 1n, -edge - 1n, -edge + 1n]),
  2n ** 63n - 1n,
  2n ** 63n,
].map(String);

const own = [
  '0.00',
  '+0',
  '$0',
  '',
  ' ',
  'NaN',
  '-Infinity',
  '0x10',
  '1e3',
  '1e309',
  'true',
  'null',
  '[]',
  '1,00',
  '.5',
  '5.',
  '2.001',
  '02',
  '2_000',
  '２',
  '٣',
  '½',
  '1+1',
  '2;',
  '2\u200b',
  '2\u0000',
  'two',
  '9'.repeat(400),
  '2.0000001',
];

const corpus = join(sharedFolder(), 'corpora', 'amounts.txt');

/** Text that is no amount, or not one that is taken: our own sample and, where there is one, the public corpus. */
export const hostile: readonly string[] = [
  ...new Set([
    ...edges,
    ...own,
    ...(existsSync(corpus) ? readFileSync(corpus, 'utf8').split('\n').filter(Boolean) : []),
  ]),
];

/** What is taken as a budget in euros, and how it comes back. */
export const taken: readonly (readonly [string, string])[] = [
  ['2', '2.00'],
  ['2.0', '2.00'],
  ['2.000000', '2.00'],
  ['3.1', '3.10'],
  ['  4.56 ', '4.56'],
  ['2\n', '2.00'],
  ['999.99', '999.99'],
  ['4999.99', '4999.99'],
  ['5000', '5000.00'],
];

/** What is taken as the most that a flattr may cost, in euros, and how it comes back: it may well exceed the budget. */
export const takenAsMost: readonly (readonly [string, string])[] = [
  ['1', '1.00'],
  ['1.00', '1.00'],
  [' 1', '1.00'],
  ['1 ', '1.00'],
  ['0.01', '0.01'],
  ['0.1', '0.10'],
  ...[2n ** 31n - 1n, 2n ** 31n, 2n ** 31n + 1n, 2n ** 32n].map((edge) => [`${edge}`, `${edge}.00`] as const),
  ['999999999999.99', '999999999999.99'],
];
