import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyRows } from '@flattr/database/copy-rows';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { type BenchDatabase, month } from './bench-database.ts';

export type Floor = {
  readonly seconds: number;
  readonly streamSeconds: number;
  readonly insertSeconds: number;
  /** What the bench itself has had at most, which runs the floor. */
  readonly peakMegabytes: number;
};

/**
 * The least that a settlement could be: one process streams the month's flattrs in supporter order and sums per creator,
 * and inserts the ledger entries of the settled month in bulk into a table with the same indexes and no checks.
 */
export const measureFloor = async ({ owner }: BenchDatabase): Promise<Floor> => {
  const sql = await owner.connect();
  try {
    const entries = await readEntries(sql);
    await sql.query('CREATE TABLE bare_entries (LIKE ledger_entries INCLUDING INDEXES INCLUDING DEFAULTS)');
    const started = performance.now();
    await sumByCreator(sql);
    const streamed = performance.now();
    await pipeline(entries, sql.query(from('COPY bare_entries FROM STDIN (FORMAT binary)')));
    const ended = performance.now();
    return {
      seconds: seconds(ended - started),
      streamSeconds: seconds(streamed - started),
      insertSeconds: seconds(ended - streamed),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    sql.release();
  }
};

/** The stream alone, untimed. */
export const streamBare = async ({ owner }: BenchDatabase): Promise<void> => {
  const sql = await owner.connect();
  try {
    await sumByCreator(sql);
  } finally {
    sql.release();
  }
};

const seconds = (ms: number): number => Math.round(ms / 10) / 100;

/** The entries that the settlement posted, in memory before the clock starts. */
const readEntries = async (sql: pg.PoolClient): Promise<readonly Buffer[]> => {
  const stream: Readable = sql.query(
    to(
      `COPY (SELECT e.* FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
       WHERE t.kind IN ('settlement', 'earnings') ORDER BY e.transaction_id, e.line) TO STDOUT (FORMAT binary)`,
    ),
  );
  const portions: Buffer[] = [];
  for await (const portion of stream) portions.push(portion);
  return portions;
};

const sumByCreator = async (sql: pg.PoolClient): Promise<void> => {
  const creators = new Map<string, string>();
  await copyRows(sql, 'SELECT id, creator_id FROM things', (row) => {
    creators.set(row.key(0), row.key(1));
  });
  const sums = new Map<string, number>();
  await copyRows(
    sql,
    `SELECT supporter_id, thing_id, weight FROM flattrs WHERE month = '${month}' ORDER BY supporter_id, thing_id`,
    (row) => {
      const creator = creators.get(row.key(1)) ?? '';
      sums.set(creator, (sums.get(creator) ?? 0) + row.int(2));
    },
  );
};
