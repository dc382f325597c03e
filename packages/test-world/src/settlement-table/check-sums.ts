import { type Amount, readAmounts, writeAmount } from './read-amounts.ts';
import { type MonthTables, type Row, type TableKind, wrong } from './read-tables.ts';

/** Checks, before anything is played, that what a month's tables want adds up by itself, as far as they tell it. */
export const checkSums = ({ month, tables }: MonthTables): void => {
  for (const table of tables.filter(({ kind }) => kind === 'supporter'))
    for (const row of table.rows) checkRow(row);
  const spent = columnOf(tables, 'supporter', 'spent');
  const fee = columnOf(tables, 'supporter', 'fee');
  if (!spent || !fee) return;
  for (const kind of ['thing', 'creator'] as const) {
    const received = columnOf(tables, kind, 'receives');
    if (!received) continue;
    for (const currency of new Set([...spent.amounts, ...received.amounts].map((each) => each.currency))) {
      const of = (amounts: readonly Amount[]) => amounts.filter((each) => each.currency === currency);
      const left = sum(of(spent.amounts)) - sum(of(fee.amounts));
      const over = sum(of(received.amounts)) - left;
      const slack = of([...spent.amounts, ...fee.amounts, ...received.amounts]).filter((each) => each.about);
      if (distance(over) <= BigInt(slack.length)) continue;
      const say = (micros: bigint) => writeAmount({ micros, currency });
      wrong(
        received.line,
        `in ${month} ${say(sum(of(spent.amounts)))} is spent and ${say(sum(of(fee.amounts)))} of it is the fee, so ` +
          `${kind}s receive ${say(left)} together. This table gives them ${say(sum(of(received.amounts)))}: ` +
          `${say(distance(over))} too ${over > 0n ? 'much' : 'little'}.`,
      );
    }
  }
};

/** Where a row tells wallet, spent and kept, they add up. */
const checkRow = (row: Row): void => {
  if (!['wallet', 'spent', 'kept'].every((column) => row.cells.has(column))) return;
  const [wallet, spent, kept] = ['wallet', 'spent', 'kept'].map((column) => sum(readAmounts(row, column)));
  if (wallet !== (spent ?? 0n) + (kept ?? 0n))
    wrong(row.line, `what ${row.name} spent and kept does not add up to what was in the wallet.`);
};

/** What a column says in all of a month's tables of a kind; undefined unless each of them has it. */
const columnOf = (tables: MonthTables['tables'], kind: TableKind, column: string) => {
  const ours = tables.filter((table) => table.kind === kind);
  const [first] = ours;
  if (!first || ours.some(({ columns }) => !columns.includes(column))) return undefined;
  const amounts = ours.flatMap(({ rows }) => rows.flatMap((row) => readAmounts(row, column)));
  return { line: first.line, amounts };
};

const sum = (amounts: readonly Amount[]): bigint => amounts.reduce((total, { micros }) => total + micros, 0n);
const distance = (micros: bigint): bigint => (micros < 0n ? -micros : micros);
