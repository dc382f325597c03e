import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Documents, Kind } from './documents.ts';
import { filterColumns, schema } from './schema.ts';

export type FilterField = (typeof filterColumns)[number];

/** Which documents of a kind are wanted, newest first. */
type Page = {
  where?: Partial<Record<FilterField, string>>;
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
  const select = database.prepare('SELECT json FROM documents WHERE kind = ? AND id = ?');
  const insert = database.prepare(
    `INSERT INTO documents (kind, id, json) VALUES (?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json`,
  );
  const tally = database.prepare('SELECT count(*) AS n FROM documents WHERE kind = ?');

  function read<K extends Kind>(row: Record<string, unknown>): Documents[K] {
    return JSON.parse(String(row.json));
  }

  return {
    get<K extends Kind>(kind: K, id: string): Documents[K] | undefined {
      const row = select.get(kind, id);
      return row && read<K>(row);
    },
    /** Writes a new document, or the next state of one that keeps its place. */
    put<K extends Kind>(kind: K, document: Documents[K]): void {
      insert.run(kind, document.id, JSON.stringify(document));
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
