import type { Reader } from '@flattr/database';
import pg from 'pg';

type Column = {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_identity: string;
};

/**
 * What the order of commits alone decides: where the ledger was last checked and sealed. The clock is the test's own, the
 * migrations are the same everywhere, and a receipt is drawn for each mail, also for one that is sent again. How much of the
 * counts is gathered by now is a matter of seconds; the self-check compares them with the flattrs.
 */
const leftOutTables =
  /^(_prisma_migrations|clock|leaving_receipts|ledger_(horizon|checkpoints|seals?|sealed.*)|flattr_deltas|thing_(counts|hours|tallies)|catalogue_windows)$/;

/**
 * Who works at a month right now, how often it was taken over, the secret that each month draws for itself, and where a number
 * was left out by whoever died.
 */
const leftOutColumns: Readonly<Record<string, readonly string[]>> = {
  months: ['fence', 'secret'],
  settlement_shards: ['fence', 'held_until', 'held_by'],
  settled_supporters: ['sources_from'],
};

/** Rows that only wake work up: how often that is needed depends on who died when. What they lead to is never left out. */
const wakeUps = "t.job IN ('turn-months', 'settle-shards', 'release-escrow')";

/**
 * Every table as text, in an order of its own, equal for two databases in which the same happened: moments are `true` or
 * `null`, ids are the names of what they stand for, and numbers that the ledger or the outbox counts up are left out.
 */
export const dumpDatabase = async (reader: Reader): Promise<string> => {
  const nameIds = await readNames(reader);
  const parts: string[] = [];
  for (const [table, columns] of await readTables(reader)) {
    const { rows } = await reader.query<{ row: string }>(selectRows(table, columns));
    const lines = rows.map(({ row }) => nameIds(row)).sort();
    parts.push(`${table}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  }
  return parts.join('');
};

const readTables = async (reader: Reader): Promise<ReadonlyMap<string, readonly Column[]>> => {
  const { rows } = await reader.query<Column>(
    `SELECT table_name, column_name, data_type, is_identity FROM information_schema.columns
     JOIN pg_class c ON c.relname = table_name AND c.relnamespace = 'public'::regnamespace
     WHERE table_schema = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY table_name, ordinal_position`,
  );
  return Map.groupBy(
    rows.filter((row) => !leftOutTables.test(row.table_name)),
    (row) => row.table_name,
  );
};

const selectRows = (table: string, columns: readonly Column[]): string => {
  const parts = columns.flatMap((column) => {
    const value = selectColumn(column);
    return value ? [`${pg.escapeLiteral(column.column_name)}, ${value}`] : [];
  });
  const where = table === 'outbox' ? `WHERE NOT (${wakeUps})` : '';
  return `SELECT json_build_object(${parts.join(', ')})::text AS row FROM ${pg.escapeIdentifier(table)} t ${where}`;
};

/** What stands for a column, or undefined if it is left out. */
const selectColumn = (column: Column): string | undefined => {
  const { table_name: table, column_name: name, data_type: type } = column;
  const value = `t.${pg.escapeIdentifier(name)}`;
  if (column.is_identity === 'YES' || leftOutColumns[table]?.includes(name)) return undefined;
  if (type.startsWith('timestamp')) return `nullif(${value} IS NOT NULL, false)`;
  // The provider draws its ids anew for each payment, transfer and refund, and an event names them.
  if (/^(provider_(payment|transfer|payout|reversal|refund)|object)_id$/.test(name))
    return `nullif(${value} IS NOT NULL, false)`;
  if (type === 'bigint' && /transaction_id$|^ledger_position$/.test(name))
    return `(SELECT reference FROM ledger_transactions x WHERE x.id = ${value})`;
  if (type === 'bigint' && name === 'account_id')
    return `(SELECT x.name || ' ' || x.currency FROM ledger_accounts x WHERE x.id = ${value})`;
  return value;
};

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Replaces each id by the name of what it stands for; an id of something without a name is only an id. */
const readNames = async (reader: Reader): Promise<(text: string) => string> => {
  const { rows } = await reader.query<{ id: string; name: string }>(
    `SELECT id, handle AS name FROM users UNION ALL SELECT id, url FROM things
     UNION ALL SELECT id, reference FROM payouts
     UNION ALL SELECT id, CASE kind WHEN 'TOP_UP' THEN reference ELSE concat_ws(' ', lower(kind),
       row_number() OVER (PARTITION BY supporter_id, kind ORDER BY created_at), 'of', supporter_id) END FROM charges`,
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const once = (text: string) => text.replace(uuid, (id) => names.get(id) ?? 'an-id');
  // A name may hold an id itself.
  return (text) => once(once(text));
};
