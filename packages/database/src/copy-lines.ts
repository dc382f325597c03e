import { to } from 'pg-copy-streams';
import type { Sql } from './transaction.ts';

/**
 * The rows of a query as lines of CSV, the names of its columns first and a null as an empty field, in pieces of what arrives.
 * Whoever stops before the end waits until the rest has arrived: the connection is in the middle of an answer until then.
 */
export async function* copyLines(sql: Sql, query: string): AsyncGenerator<Buffer> {
  const pieces = sql.query(to(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`));
  try {
    yield* pieces.iterator({ destroyOnReturn: false });
  } finally {
    if (!pieces.destroyed) for await (const _ of pieces);
  }
}
