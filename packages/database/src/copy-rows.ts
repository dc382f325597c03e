import { to } from 'pg-copy-streams';
import type { Sql } from './transaction.ts';

/** What COPY writes before the first row: a signature of 11 bytes, flags, and the length of an extension, which is 0. */
const headerBytes = 19;

/** One row as COPY sends it in binary. It is only good until the next row is read; `undefined` is SQL's NULL. */
export type BinaryRow = {
  /** Where a field begins in `bytes`, or -1 for NULL. */
  at(field: number): number;
  /** A uuid as a key of 16 latin1 characters: it sorts as the uuid does, and finds things in a Map. */
  key(field: number): string;
  int(field: number): number;
  isTrue(field: number): boolean;
  bigint(field: number): bigint | undefined;
  text(field: number): string;
  moment(field: number): Date;
  /** What `at` points into. */
  readonly view: DataView;
};

/**
 * Streams the rows of a query by COPY in binary, without an object for each: 10 million of them take seconds and no memory.
 * After each portion that arrived it waits for `afterPortion`. Fields are uuid, boolean, smallint, integer,
 * bigint, timestamptz or text.
 */
export const copyRows = async (
  sql: Sql,
  query: string,
  onRow: (row: BinaryRow) => void,
  afterPortion: () => Promise<void> = async () => {},
): Promise<void> => {
  const reader = rowReader(onRow);
  for await (const portion of sql.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`))) {
    reader.take(portion);
    await afterPortion();
  }
  reader.end();
};

/** Rows that were read whole and are decoded one at a time, in their order: until then they are bytes, and no objects. */
export type RowCursor = {
  /** The next row, good until the one after is asked for; `undefined` after the last. */
  next(): BinaryRow | undefined;
};

/** Reads the rows of a query as `copyRows` does, all of them; each cursor begins at the first. */
export const readRows = async (
  sql: Sql,
  query: string,
  afterPortion: () => Promise<void> = async () => {},
): Promise<() => RowCursor> => {
  const portions: Buffer[] = [];
  for await (const portion of sql.query(to(`COPY (${query}) TO STDOUT (FORMAT binary)`))) {
    portions.push(portion);
    await afterPortion();
  }
  const bytes = Buffer.concat(portions);
  return () => cursorOver(bytes);
};

const cursorOver = (bytes: Buffer): RowCursor => {
  const row = new Row();
  let at = headerBytes;
  return {
    next: () => {
      at = row.read(bytes, at);
      if (at === 0) throw endMissing();
      return row.fields < 0 ? undefined : row;
    },
  };
};

const endMissing = () => new Error('the rows ended before their end was told');

const rowReader = (onRow: (row: BinaryRow) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  let ended = false;
  const row = new Row();
  const take = (portion: Buffer) => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, portion]) : portion;
    let at = 0;
    if (!started) {
      if (bytes.length < headerBytes) {
        rest = bytes;
        return;
      }
      at = headerBytes;
      started = true;
    }
    for (let next = row.read(bytes, at); next > 0 && !ended; next = row.read(bytes, at)) {
      at = next;
      if (row.fields < 0) ended = true;
      else onRow(row);
    }
    rest = bytes.subarray(at);
  };
  return {
    take,
    end: () => {
      if (!ended) throw endMissing();
    },
  };
};

class Row implements BinaryRow {
  bytes: Buffer = Buffer.alloc(0);
  view = viewOf(this.bytes);
  fields = 0;
  readonly #at = new Int32Array(64);
  readonly #length = new Int32Array(64);

  /** Reads one row and tells where the next one begins; 0 if it has not arrived whole. */
  read(bytes: Buffer, from: number): number {
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = viewOf(bytes);
    }
    const { view } = this;
    const end = view.byteLength;
    if (from + 2 > end) return 0;
    const fields = view.getInt16(from);
    let at = from + 2;
    for (let field = 0; field < fields; field++) {
      if (at + 4 > end) return 0;
      const length = view.getInt32(at);
      at += 4;
      this.#at[field] = length < 0 ? -1 : at;
      this.#length[field] = length;
      if (length > 0) at += length;
    }
    if (at > end) return 0;
    this.fields = fields;
    return at;
  }

  at(field: number): number {
    return this.#at[field] ?? -1;
  }

  key(field: number): string {
    const at = this.at(field);
    return this.bytes.toString('latin1', at, at + 16);
  }

  int(field: number): number {
    const length = this.#length[field];
    return length === 2 ? this.view.getInt16(this.at(field)) : this.view.getInt32(this.at(field));
  }

  isTrue(field: number): boolean {
    return this.bytes[this.at(field)] === 1;
  }

  bigint(field: number): bigint | undefined {
    const at = this.at(field);
    return at < 0 ? undefined : this.view.getBigInt64(at);
  }

  /** PostgreSQL counts microseconds from 2000. */
  moment(field: number): Date {
    return new Date(946_684_800_000 + Number((this.bigint(field) ?? 0n) / 1000n));
  }

  text(field: number): string {
    const at = this.at(field);
    return this.bytes.toString('utf8', at, at + (this.#length[field] ?? 0));
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer): DataView =>
  new DataView(buffer, byteOffset, byteLength);
