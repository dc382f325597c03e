import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvTable } from './csv-text.ts';

/** Reads a table back, as a spreadsheet does. */
const readTable = (table: string): string[][] =>
  table
    .split('\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^;"]*))/g)].map(
        ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
      ),
    );

it('writes numbers bare and texts in quotation marks', () => {
  expect(
    csvTable([
      ['period', 'clicks total'],
      ['2026-10', 'A "song"; a bird', 12, '0,285714'],
    ]),
  ).toBe('period;clicks total\n2026-10;"A ""song""; a bird";12;0,285714\n');
});

it.each(['=cmd|x', '+1', '-1+1', '@SUM(A1)', '\t=1', '|x', '%x'])('lets nothing be run: %j', (text) => {
  expect(csvTable([[text]])).toMatch(/^"'/);
});

it('keeps every text in its cell', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 }),
      (rows) => {
        const read = readTable(csvTable(rows));
        const said = (text: string) => text.replace(/\s+/g, ' ').trim();
        expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@|%])/, '')))).toEqual(
          rows.map((row) => row.map(said)),
        );
      },
    ),
  );
});
