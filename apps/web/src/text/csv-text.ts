/** What a spreadsheet would take for a formula, or for the beginning of one. */
const formula = /^[=+\-@|%]/;

const plain = /^(?:\d+(?:,\d+)?|\d{4}-\d{2}|[0-9a-f-]{36}|[a-z ]+)$/;

/**
 * A table whose cells stand between semicolons, as the first Flattr wrote them: texts in quotation marks, numbers bare. A text that a
 * spreadsheet would run gets an apostrophe before it.
 */
export const csvTable = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(';')}\n`).join('');

const cell = (value: string | number): string => {
  const text = `${value}`.replace(/\s+/g, ' ').trim();
  if (plain.test(text)) return text;
  return `"${formula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
};
