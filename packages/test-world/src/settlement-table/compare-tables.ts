import { readAmounts, writeAmounts } from './read-amounts.ts';
import type { Came, CameAmount, Outcome } from './read-outcome.ts';
import { comesOut, type MonthTables, type Row, type Table } from './read-tables.ts';

/** One line of a table as it was wanted beside the same as it came out; a row of one side alone leaves the other empty. */
export type Pair = {
  readonly wanted: readonly string[];
  readonly came: readonly string[];
  readonly same: boolean;
};

/** Sets what came out of a month beside what its tables want: one run of lines for each table, its header first. */
export const compareTables = ({ tables }: MonthTables, outcome: Outcome): readonly (readonly Pair[])[] =>
  tables.map((table) => compareTable(table, outcome));

const compareTable = (table: Table, outcome: Outcome): readonly Pair[] => {
  const { kind, columns, rows } = table;
  const open = [...outcome[kind]];
  const header = { wanted: columns, came: columns, same: true };
  const pairs = rows.map((row) => {
    const exact = open.findIndex((came) => came.name === row.name && samePair(pairOf(table, row, came)));
    const at = exact >= 0 ? exact : open.findIndex((came) => came.name === row.name);
    const [came] = at >= 0 ? open.splice(at, 1) : [];
    return pairOf(table, row, came ?? { name: row.name, amounts: new Map() });
  });
  return [header, ...pairs, ...open.filter(says(table)).map((came) => extra(table, came))];
};

/** Whether a row that no table foresaw would say anything: a wallet that is only kept is nobody's trouble. */
const says =
  ({ kind }: Table) =>
  ({ amounts }: Came): boolean =>
    kind !== 'supporter' || (amounts.get('spent') ?? []).length > 0;

const samePair = ({ same }: Pair): boolean => same;

const pairOf = ({ kind, columns }: Table, row: Row, came: Came): Pair => {
  const cells = columns.map((column) => {
    const wanted = row.cells.get(column) ?? '';
    if (!comesOut(kind, column)) return { wanted, came: wanted, same: true };
    if (column === 'available') {
      const day = came.available ?? '';
      return { wanted, came: day, same: wanted === day };
    }
    const amounts = came.amounts.get(column) ?? [];
    const same = matches(row, column, amounts);
    return { wanted, came: same ? wanted : writeAmounts(named(row, column, amounts)), same };
  });
  return {
    wanted: cells.map((cell) => cell.wanted || '–'),
    came: cells.map((cell) => cell.came || '–'),
    same: cells.every((cell) => cell.same),
  };
};

/** Whether each sum that is wanted came out, and no other. */
const matches = (row: Row, column: string, came: readonly CameAmount[]): boolean => {
  const open = [...came];
  for (const { who, micros, currency, about } of readAmounts(row, column)) {
    if (micros === 0n) continue;
    const at = open.findIndex((each) => {
      const off = each.micros < micros ? micros - each.micros : each.micros - micros;
      const whose = who === undefined ? each.who === undefined || each.unsaid === true : each.who === who;
      return whose && each.currency === currency && off <= (about ? 1n : 0n);
    });
    if (at < 0) return false;
    open.splice(at, 1);
  }
  return open.length === 0;
};

/** Names those who receive, unless all of it is the creator's and the table does not name them either. */
const named = (row: Row, column: string, came: readonly CameAmount[]): readonly CameAmount[] =>
  came.every((amount) => amount.unsaid) && !readAmounts(row, column).some(({ who }) => who)
    ? came.map((amount) => ({ ...amount, who: undefined }))
    : came;

const extra = ({ kind, columns }: Table, came: Came): Pair => {
  const cells = columns.map((column, index) => {
    if (index === 0) return came.name;
    if (!comesOut(kind, column)) return '';
    return column === 'available' ? (came.available ?? '') : writeAmounts(came.amounts.get(column) ?? []);
  });
  return { wanted: columns.map(() => ''), came: cells.map((cell) => cell || '–'), same: false };
};
