import { finished } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { Sql } from './transaction.ts';

type Room = { readonly bytes: Buffer; readonly view: DataView };

/** A column of rows to be copied. */
export type Column<Row> = {
  /** How many bytes a value takes at most. */
  room(row: Row): number;
  /** Writes a value and tells how many bytes it took, -1 for NULL. */
  write(into: Room, at: number, row: Row): number;
};

const fixed = <Row, Value>(
  size: number,
  get: (row: Row) => Value | undefined,
  write: (into: Room, at: number, value: Value) => void,
): Column<Row> => ({
  room: () => size,
  write: (into, at, row) => {
    const value = get(row);
    if (value === undefined) return -1;
    write(into, at, value);
    return size;
  },
});

export const bigint = <Row>(get: (row: Row) => bigint | undefined): Column<Row> =>
  fixed(8, get, ({ view }, at, value) => view.setBigInt64(at, value));

export const integer = <Row>(get: (row: Row) => number | undefined): Column<Row> =>
  fixed(4, get, ({ view }, at, value) => view.setInt32(at, value));

/** An id as a key of 16 latin1 characters, as `copyRows` reads it. */
export const uuid = <Row>(get: (row: Row) => string | undefined): Column<Row> =>
  fixed(16, get, ({ bytes }, at, value) => bytes.write(value, at, 'latin1'));

const shortText = 16;

/** Text of up to 16 ASCII characters: a code, a month. */
export const ascii = <Row>(get: (row: Row) => string): Column<Row> => ({
  room: () => shortText,
  write: ({ bytes }, at, row) => {
    const value = get(row);
    if (value.length > shortText) throw new Error(`${value} is longer than ${shortText} characters`);
    return bytes.write(value, at, 'latin1');
  },
});

export const bytea = <Row>(get: (row: Row) => Buffer): Column<Row> => ({
  room: (row) => get(row).length,
  write: ({ bytes }, at, row) => {
    const value = get(row);
    bytes.set(value, at);
    return value.length;
  },
});

const dayMs = 86_400_000;
/** PostgreSQL counts days from 2000. */
const firstDay = Date.UTC(2000, 0, 1);

/** A day `YYYY-MM-DD`. */
export const date = <Row>(get: (row: Row) => string | undefined): Column<Row> => {
  const numbers = new Map<string, number>();
  return fixed(4, get, ({ view }, at, day) => {
    const number = numbers.get(day) ?? (Date.parse(day) - firstDay) / dayMs;
    numbers.set(day, number);
    view.setInt32(at, number);
  });
};

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/**
 * Inserts rows by one COPY in binary, which takes half the time of an INSERT: what the database refuses is thrown as that of
 * a query is. No rows, no statement.
 */
export const copyInto = async <Row>(
  sql: Sql,
  table: string,
  rows: readonly Row[],
  columns: Readonly<Record<string, Column<Row>>>,
): Promise<void> => {
  if (rows.length === 0) return;
  const bytes = encoded(rows, Object.values(columns));
  const names = Object.keys(columns).join(', ');
  const copy = sql.query(from(`COPY ${table} (${names}) FROM STDIN (FORMAT binary)`));
  copy.end(bytes);
  await finished(copy);
};

const encoded = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Buffer => {
  const bytes = Buffer.allocUnsafe(roomFor(rows, columns));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const into = { bytes, view };
  bytes.set(signature);
  let at = signature.length;
  for (const row of rows) {
    view.setInt16(at, columns.length);
    at += 2;
    for (const column of columns) {
      const length = column.write(into, at + 4, row);
      view.setInt32(at, length);
      at += 4 + Math.max(0, length);
    }
  }
  view.setInt16(at, -1);
  return bytes.subarray(0, at + 2);
};

const roomFor = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]): number => {
  let size = signature.length + 2;
  for (const row of rows) {
    size += 2;
    for (const column of columns) size += 4 + column.room(row);
  }
  return size;
};
