import { describe, expect, it } from 'vitest';
import { checkNames } from './check-names.ts';
import { checkSums } from './check-sums.ts';
import { compareTables } from './compare-tables.ts';
import { printPairs } from './print-pairs.ts';
import { readTables } from './read-tables.ts';

const right = `
## 2026-11

| supporter | pays in  | budget   | flattrs       | spent    | fee      |
| --------- | -------- | -------- | ------------- | -------- | -------- |
| ada       | 4.60 EUR | 5.00 EUR | song ×2, post | 4.60 EUR | 0.23 EUR |

| thing | creator | split                   | receives                        |
| ----- | ------- | ----------------------- | ------------------------------- |
| song  | singer  | singer 50 %, label 50 % | singer 2.18 EUR, label 2.18 EUR |
| post  | writer  |                         | about 0.010001 EUR              |

## 2026-12
`;

const check = (text: string): void => {
  const months = readTables(text);
  checkNames(months);
  for (const month of months) checkSums(month);
};

describe('a text of tables', () => {
  it('that is right is taken', () => {
    expect(() => check(right)).not.toThrow();
  });

  it.each([
    [
      '| song  |',
      '| sogn  |',
      'line 5: ada flattrs "song", which is in no table of things up to 2026-11. There are: sogn, post.',
    ],
    ['label 50 %', 'label 49.5 %', 'line 9: the parts of song add up to 99.5 %, not to 100 %.'],
    [
      '2.18 EUR,',
      '2.19 EUR,',
      'line 7: in 2026-11 4.60 EUR is spent and 0.23 EUR of it is the fee, so things receive 4.37 EUR together. This table gives them 4.380001 EUR: 0.010001 EUR too much.',
    ],
    ['about 0.010001', '0.01', undefined],
    [
      'about 0.010001',
      '0.010001',
      'line 7: in 2026-11 4.60 EUR is spent and 0.23 EUR of it is the fee, so things receive 4.37 EUR together. This table gives them 4.370001 EUR: 0.000001 EUR too much.',
    ],
    ['about 0.010001', 'about 0.009998', 'This table gives them 4.369998 EUR: 0.000002 EUR too little.'],
    ['0.23 EUR', '0,23 EUR', 'line 5: "0" in the column "fee" is no sum such as 4.60 EUR.'],
    ['5.00 EUR', '5.00', 'line 5: "5.00" is no budget such as 5.00 EUR'],
    ['×2', 'x2', 'line 5: "song x2" is no flattr such as song'],
    [
      '| fee ',
      '| fees',
      'line 3: a table of supporters has no column "fees". It may have: pays in, budget, flattrs',
    ],
    [
      '| supporter ',
      '| giver     ',
      'line 3: no table begins with "giver". The first column is one of: supporter, thing, creator, currency.',
    ],
    ['| split ', '|', 'line 7: a table of things has no column ""'],
    ['| writer  |', '|  |', 'line 10: nobody has made post yet: say who in the column "creator".'],
    ['| post  | writer', '| song  | writer', 'line 10: song has a creator already'],
    ['| 0.23 EUR |', '|', 'line 5: this row has 5 cells under 6 columns.'],
    ['## 2026-12', '## 2027-01', 'line 12: 2027-01 does not follow 2026-11.'],
    ['## 2026-12', '## December', 'line 12: the heading "## December" does not begin with a month'],
    ['## 2026-11', 'November', 'line 3: this table stands in no month'],
    [
      '4.60 EUR | 5.00',
      '4.60 EUR at noon | 5.00',
      'line 5: "4.60 EUR at noon" in the column "pays in" is no sum',
    ],
  ])('in which "%s" is "%s" is told: %s', (of, instead, sentence) => {
    expect(right).toContain(of);
    const text = right.replace(of, instead);
    if (sentence === undefined) check(text);
    else expect(() => check(text)).toThrow(sentence);
  });

  it('has six columns at most, and some table', () => {
    expect(() =>
      check('## 2026-11\n| supporter | pays in | budget | flattrs | spent | fee | kept |'),
    ).toThrow('line 2: this table has 7 columns; more than 6 nobody reads.');
    expect(() => check('## 2026-11\nNothing.')).toThrow('there is no table');
  });
});

it('is printed as it was wanted beside as it came out', () => {
  const [month] = readTables(`
## 2026-11

| thing | creator | receives |
| ----- | ------- | -------- |
| song  | singer  | 1.00 EUR |
| post  | writer  | –        |
`);
  const eur = (micros: bigint, who: string, unsaid: boolean) =>
    ({ micros, who, unsaid, currency: 'EUR' }) as const;
  const thing = [
    { name: 'song', amounts: new Map([['receives', [eur(1_000_000n, 'singer', true)]]]) },
    {
      name: 'post',
      amounts: new Map([['receives', [eur(5_000n, 'writer', true), eur(1n, 'press', false)]]]),
    },
    { name: 'tune', amounts: new Map([['receives', [eur(7n, 'player', true)]]]) },
  ];
  const pairs = month ? compareTables(month, { thing, supporter: [], creator: [], currency: [] }) : [];
  expect(printPairs('2026-11', pairs)).toBe(
    [
      '## 2026-11',
      '',
      'wanted                           came out',
      '| thing | creator | receives |   | thing | creator | receives                             |',
      '| song  | singer  | 1.00 EUR |   | song  | singer  | 1.00 EUR                             |',
      '| post  | writer  | –        | ≠ | post  | writer  | writer 0.005 EUR, press 0.000001 EUR |',
      '                               ≠ | tune  | –       | player 0.000007 EUR                  |',
    ].join('\n'),
  );
});
