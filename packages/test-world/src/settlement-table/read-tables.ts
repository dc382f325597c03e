import { asMonth, isMonth, type Month, nextMonth } from '@flattr/domain/month';

/** What a table may tell, by the name of its first column. Every other column is given or comes out. */
const kinds = {
  supporter: {
    given: ['pays in', 'budget', 'flattrs'],
    out: ['wallet', 'spent', 'fee', 'kept', 'available'],
  },
  thing: { given: ['creator', 'split'], out: ['receives'] },
  creator: { given: [], out: ['receives', 'available'] },
  currency: { given: [], out: ['wallets', 'to creators', 'fees', 'kept'] },
} as const satisfies Record<string, { given: readonly string[]; out: readonly string[] }>;

export type TableKind = keyof typeof kinds;

const columnsMost = 6;

export type Row = {
  readonly line: number;
  readonly name: string;
  /** By column; an empty cell and a dash are both ''. */
  readonly cells: ReadonlyMap<string, string>;
};

export type Table = {
  readonly kind: TableKind;
  readonly line: number;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
};

export type MonthTables = { readonly month: Month; readonly line: number; readonly tables: readonly Table[] };

/** Tells what is wrong with a text of tables, and where. */
export const wrong = (line: number, sentence: string): never => {
  throw new Error(`line ${line}: ${sentence}`);
};

export const comesOut = (kind: TableKind, column: string): boolean =>
  (kinds[kind].out as readonly string[]).includes(column);

/** Reads months and their tables out of a text; what is neither a month's heading nor a table is prose. */
export const readTables = (text: string): readonly MonthTables[] => {
  const months: { month: Month; line: number; tables: Table[] }[] = [];
  let open: { table: Table; rows: Row[] } | undefined;
  for (const [index, raw] of text.replace(/^\n/, '').split('\n').entries()) {
    const [line, words] = [index + 1, raw.trim()];
    if (!words.startsWith('|')) {
      open = undefined;
      if (words.startsWith('#'))
        months.push({ ...readHeading(words, line, months.at(-1)?.month), tables: [] });
      continue;
    }
    const cells = words
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    if (open && cells.every((cell) => /^:?-+:?$/.test(cell))) continue;
    if (open) {
      open.rows.push(readRow(cells, open.table, line));
      continue;
    }
    const rows: Row[] = [];
    open = { table: { ...readHeader(cells, line), rows }, rows };
    const month = months.at(-1) ?? wrong(line, 'this table stands in no month: write `## 2026-11` above it.');
    month.tables.push(open.table);
  }
  if (!months.some(({ tables }) => tables.length > 0)) wrong(1, 'there is no table in this text.');
  return months;
};

const readHeading = (words: string, line: number, before: Month | undefined) => {
  const name = words.replace(/^#+\s*/, '').slice(0, 7);
  if (!isMonth(name)) wrong(line, `the heading "${words}" does not begin with a month, such as 2026-11.`);
  const month = asMonth(name);
  if (before !== undefined && month !== nextMonth(before))
    wrong(
      line,
      `${month} does not follow ${before}. Months stand in order; one in which nothing happens is a heading alone.`,
    );
  return { month, line };
};

const readHeader = (columns: readonly string[], line: number): Omit<Table, 'rows'> => {
  const [first = ''] = columns;
  if (!Object.hasOwn(kinds, first))
    wrong(
      line,
      `no table begins with "${first}". The first column is one of: ${Object.keys(kinds).join(', ')}.`,
    );
  const kind = first as TableKind;
  if (columns.length > columnsMost)
    wrong(
      line,
      `this table has ${columns.length} columns; more than ${columnsMost} nobody reads. Leave some out.`,
    );
  const known: readonly string[] = [...kinds[kind].given, ...kinds[kind].out];
  const unknown = columns.slice(1).find((column) => !known.includes(column));
  if (unknown !== undefined)
    wrong(line, `a table of ${kind}s has no column "${unknown}". It may have: ${known.join(', ')}.`);
  return { kind, line, columns };
};

const readRow = (cells: readonly string[], { columns }: Table, line: number): Row => {
  if (cells.length !== columns.length)
    wrong(line, `this row has ${cells.length} cells under ${columns.length} columns.`);
  const filled = cells.map((cell) => (/^[-–—]?$/.test(cell) ? '' : cell));
  const named = columns.map((column, index): [string, string] => [column, filled[index] ?? '']);
  return {
    line,
    name: filled[0] || wrong(line, 'the first cell of this row is empty.'),
    cells: new Map(named),
  };
};
