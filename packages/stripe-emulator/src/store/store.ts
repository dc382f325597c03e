import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Documents, Kind } from './documents.ts';
import { addOwner, filterColumns, schema } from './schema.ts';

export type FilterField = (typeof filterColumns)[number];

/** Which documents of a kind are wanted, newest first. */
type Page = {
  where?: Partial<Record<FilterField, string>>;
  /** The connected account whose documents are wanted, '' for the platform's own; both if it is left out. */
  owner?: string;
  created?: { gt?: number; gte?: number; lt?: number; lte?: number };
  /** The id after which, or before which, the page starts. */
  startingAfter?: string;
  endingBefore?: string;
  limit: number;
};

export type Store = ReturnType<typeof openStore>;

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

/** The WHERE of a page and its values. */
function conditionsOf(kind: Kind, page: Page): { sql: string; values: SQLInputValue[] } {
  const parts = ['kind = ?'];
  const values: SQLInputValue[] = [kind];
  if (page.owner !== undefined) {
    parts.push('owner = ?');
    values.push(page.owner);
  }
  for (const field of filterColumns) {
    const wanted = page.where?.[field];
    if (wanted === undefined) continue;
    parts.push(`json ->> '$.${field}' = ?`);
    values.push(wanted);
  }
  for (const key of ['gt', 'gte', 'lt', 'lte'] as const) {
    const bound = page.created?.[key];
    if (bound === undefined) continue;
    parts.push(`json ->> '$.created' ${comparisons[key]} ?`);
    values.push(bound);
  }
  for (const [id, sign] of [
    [page.startingAfter, '<'],
    [page.endingBefore, '>'],
  ] as const) {
    if (id === undefined) continue;
    parts.push(`position ${sign} (SELECT position FROM documents WHERE kind = ? AND id = ?)`);
    values.push(kind, id);
  }
  return { sql: parts.join(' AND '), values };
}

/** Opens the state of the emulator: one table of JSON documents, in a file or in memory. */
export function openStore(file: string) {
  const database = new DatabaseSync(file);
  database.exec(schema);
  const columns = database.prepare("SELECT name FROM pragma_table_info('documents')").all();
  if (!columns.some(({ name }) => name === 'owner')) database.exec(addOwner);
  const select = database.prepare('SELECT json, owner FROM documents WHERE kind = ? AND id = ?');
  const insert = database.prepare(
    `INSERT INTO documents (kind, id, json, owner) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json`,
  );
  const erase = database.prepare('DELETE FROM documents WHERE kind = ? AND id = ?');
  const selectDue = database.prepare(
    `SELECT json FROM documents WHERE kind = 'due' AND json ->> '$.at' <= ?
     ORDER BY json ->> '$.at', position LIMIT 1`,
  );
  const tally = database.prepare('SELECT count(*) AS n FROM documents WHERE kind = ?');

  function read<K extends Kind>(row: Record<string, unknown>): Documents[K] {
    return JSON.parse(String(row.json));
  }

  return {
    /** The document of an id, of anybody or of the one owner who asks. */
    get<K extends Kind>(kind: K, id: string, owner?: string): Documents[K] | undefined {
      const row = select.get(kind, id);
      return row && (owner === undefined || row.owner === owner) ? read<K>(row) : undefined;
    },
    ownerOf(kind: Kind, id: string): string {
      return String(select.get(kind, id)?.owner ?? '');
    },
    /** Writes a new document, or the next state of one that keeps its place and its owner. */
    put<K extends Kind>(kind: K, document: Documents[K], owner = ''): void {
      insert.run(kind, document.id, JSON.stringify(document), owner);
    },
    remove(kind: Kind, id: string): void {
      erase.run(kind, id);
    },
    /** What is to happen by itself up to a moment, the earliest of it. */
    nextDue(at: number): Documents['due'] | undefined {
      const row = selectDue.get(at);
      return row && read<'due'>(row);
    },
    list<K extends Kind>(kind: K, page: Page): Documents[K][] {
      const { sql, values } = conditionsOf(kind, page);
      // A page before an id is the nearest one: read upwards, shown downwards like every other.
      const backwards = page.endingBefore !== undefined;
      const order = backwards ? 'ASC' : 'DESC';
      const query = `SELECT json FROM documents WHERE ${sql} ORDER BY position ${order} LIMIT ?`;
      const rows = database
        .prepare(query)
        .all(...values, page.limit)
        .map(read<K>);
      return backwards ? rows.reverse() : rows;
    },
    count(kind: Kind): number {
      const n = tally.get(kind)?.n;
      return typeof n === 'number' ? n : 0;
    },
    /** Runs `work` so that all of its writes are kept, or none if it throws. */
    transaction<T>(work: () => T): T {
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        database.exec('COMMIT');
        return result;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close(): void {
      database.close();
    },
  };
}
