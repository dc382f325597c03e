import { type Currency, formatDecimal, isCurrency, money, parseDecimal } from '@flattr/domain/money';
import { type Row, wrong } from './read-tables.ts';

/** A sum in a cell: whose it is where that is said, and whether a micro more or less is as good. */
export type Amount = {
  readonly who?: string;
  readonly micros: bigint;
  readonly currency: Currency;
  readonly about: boolean;
};

const amount = /^(?:([a-z][a-z0-9-]*) )?(about )?([0-9.]+) ([A-Z]{3})$/;

/** The parts of a cell between commas. */
export const itemsOf = (row: Row, column: string): readonly string[] =>
  (row.cells.get(column) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Reads `4.60 EUR`, `2.00 EUR, 0.779 USD`, `singer 0.70 EUR, label 0.30 EUR` and `about 1.266666 EUR`. */
export const readAmounts = (row: Row, column: string): readonly Amount[] =>
  itemsOf(row, column).map((item) => {
    const [, name, about, decimal = '', code = ''] = amount.exec(item) ?? [];
    // `about` alone looks like a name.
    const who = name === 'about' ? undefined : name;
    const micros = parseDecimal(decimal);
    if (micros === undefined || !isCurrency(code))
      return wrong(row.line, `"${item}" in the column "${column}" is no sum such as 4.60 EUR.`);
    return { who, micros, currency: code, about: about !== undefined || name === 'about' };
  });

export const writeAmount = ({ who, micros, currency }: Omit<Amount, 'about'>): string =>
  `${who ? `${who} ` : ''}${formatDecimal(money(micros, currency))} ${currency}`;

export const writeAmounts = (amounts: readonly Omit<Amount, 'about'>[]): string =>
  amounts.map(writeAmount).join(', ');
