import { expect, test } from 'vitest';
import { newUserCode, userCodeOf } from './user-code.ts';

test('a code of random bytes has eight letters or digits that nobody takes for each other', () => {
  const every = Array.from({ length: 32 }, (_, start) =>
    newUserCode(Uint8Array.from({ length: 8 }, (_, i) => start * 8 + i)),
  );
  for (const code of every) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  const letters = every.join('').replaceAll('-', '');
  expect(new Set(letters).size).toBe(32);
  expect(letters.split('A').length - 1).toBe(8);
});

test.each([
  ['WDJB-MJHT', 'WDJB-MJHT'],
  [' wdjb mjht ', 'WDJB-MJHT'],
  ['wdjbmjht', 'WDJB-MJHT'],
  ['WD-JB-MJ-HT', 'WDJB-MJHT'],
  ['', '-'],
])('%j is kept as %s', (typed, kept) => {
  expect(userCodeOf(typed)).toBe(kept);
});
