import type { Pair } from './compare-tables.ts';

/** Prints tables as they were wanted beside the same as they came out; `≠` stands between lines that differ. */
export const printPairs = (month: string, tables: readonly (readonly Pair[])[]): string => {
  const blocks = tables.map((pairs) => {
    const wanted = printed(pairs.map((pair) => pair.wanted));
    const came = printed(pairs.map((pair) => pair.came));
    const width = Math.max('wanted'.length, ...wanted.map(({ length }) => length));
    const lines = pairs.map(
      ({ same }, index) => `${(wanted[index] ?? '').padEnd(width)} ${same ? ' ' : '≠'} ${came[index]}`,
    );
    return [`${'wanted'.padEnd(width)}   came out`, ...lines].join('\n');
  });
  return [`## ${month}`, ...blocks].join('\n\n');
};

const printed = (rows: readonly (readonly string[])[]): readonly string[] => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row.every((cell) => cell === '')
      ? ''
      : `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
};
