import { itemsOf, readAmounts } from './read-amounts.ts';
import { isDay, readBudgetCell, readCreator, readFlattrs, readPayments, readSplit } from './read-given.ts';
import { comesOut, type MonthTables, type Row, wrong } from './read-tables.ts';

const rowsOf = ({ tables }: MonthTables, kind: string): readonly Row[] =>
  tables.filter((table) => table.kind === kind).flatMap(({ rows }) => rows);

/** Checks, before anything is played, that each thing and person is told of before it is needed, and nothing twice. */
export const checkNames = (months: readonly MonthTables[]): void => {
  const [things, people] = [new Set<string>(), new Set<string>()];
  for (const month of months) {
    for (const row of rowsOf(month, 'thing')) {
      const { creator, later } = readCreator(row);
      if (!things.has(row.name) && !creator)
        wrong(row.line, `nobody has made ${row.name} yet: say who in the column "creator".`);
      if (things.has(row.name) && creator)
        wrong(row.line, `${row.name} has a creator already; who shares it from now on is said by "split".`);
      things.add(row.name);
      const split = readSplit(row);
      const parts = split && split !== 'accepted' ? split.parts : [];
      for (const name of [creator, later, ...parts.map(({ handle }) => handle)]) if (name) people.add(name);
    }
    for (const row of rowsOf(month, 'supporter')) {
      people.add(row.name);
      readPayments(row);
      readBudgetCell(row);
      for (const { thing } of readFlattrs(row))
        if (!things.has(thing))
          wrong(
            row.line,
            `${row.name} flattrs "${thing}", which is in no table of things up to ${month.month}. ` +
              `There are: ${[...things].join(', ') || 'none'}.`,
          );
    }
    for (const row of rowsOf(month, 'creator'))
      if (!people.has(row.name)) wrong(row.line, `nobody is called "${row.name}" up to ${month.month}.`);
    for (const { kind, columns, rows } of month.tables)
      for (const column of columns.filter((each) => comesOut(kind, each)))
        for (const row of rows) readWanted(row, column);
    onlyOnce(month, 'supporter');
    onlyOnce(month, 'thing');
  }
};

const readWanted = (row: Row, column: string): void => {
  if (column !== 'available') readAmounts(row, column);
  else
    for (const day of itemsOf(row, column))
      if (!isDay(day)) wrong(row.line, `"${day}" in the column "available" is no day such as 2026-12-16.`);
};

const onlyOnce = (month: MonthTables, kind: string): void => {
  const seen = new Set<string>();
  for (const { name, line } of rowsOf(month, kind)) {
    if (seen.has(name)) wrong(line, `${name} has a row in ${month.month} already: put both into one.`);
    seen.add(name);
  }
};
