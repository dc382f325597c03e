import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { copyRows } from '@flattr/database/copy-rows';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import { type BenchDatabase, month } from './bench-database.ts';

/**
 * The least that a settlement could be: one process streams the tables that a settlement reads in supporter order, summing
 * the flattrs per creator and the money per table, and inserts the ledger entries of the settled month in bulk into a table
 * with the same indexes and no checks.
 */
export type Floor = {
  readonly seconds: number;
  readonly flattrsSeconds: number;
  /** Budgets, wallets, what was paid into them, and charges. */
  readonly walletsSeconds: number;
  readonly insertSeconds: number;
  /** What the bench itself has had at most, which runs the floor. */
  readonly peakMegabytes: number;
};

export type Streams = Pick<Floor, 'flattrsSeconds' | 'walletsSeconds'>;

/** The bare streams, before the month is settled. */
export const measureStreams = ({ owner }: BenchDatabase): Promise<Streams> =>
  connected(owner, async (sql) => {
    const started = performance.now();
    await sumByCreator(sql);
    const flattred = performance.now();
    await sumWallets(sql);
    return {
      flattrsSeconds: seconds(flattred - started),
      walletsSeconds: seconds(performance.now() - flattred),
    };
  });

/** The floor of a settled month, whose streams were measured before it was settled. */
export const measureFloor = ({ owner }: BenchDatabase, streams: Streams): Promise<Floor> =>
  connected(owner, async (sql) => {
    const entries = await readEntries(sql);
    await sql.query('CREATE TABLE bare_entries (LIKE ledger_entries INCLUDING INDEXES INCLUDING DEFAULTS)');
    const started = performance.now();
    await pipeline(entries, sql.query(from('COPY bare_entries FROM STDIN (FORMAT binary)')));
    const insertSeconds = seconds(performance.now() - started);
    return {
      seconds: streams.flattrsSeconds + streams.walletsSeconds + insertSeconds,
      ...streams,
      insertSeconds,
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  });

const connected = async <T>(pool: pg.Pool, work: (sql: pg.PoolClient) => Promise<T>): Promise<T> => {
  const sql = await pool.connect();
  try {
    return await work(sql);
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
  await copyRows(sql, "SELECT id, receiver_in('9999-12', creator_id, creator_from) FROM things", (row) => {
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

/** What a settlement reads of its supporters besides their flattrs, each table by itself. */
const ofSupporters = [
  'SELECT supporter_id, amount_micros FROM budgets ORDER BY supporter_id, from_month',
  "SELECT owner_id, id FROM ledger_accounts WHERE kind = 'wallet' ORDER BY owner_id",
  'SELECT account_id, amount_micros FROM ledger_entries ORDER BY account_id, transaction_id',
  "SELECT supporter_id, net_micros FROM charges WHERE state = 'SUCCEEDED' ORDER BY supporter_id, transaction_id",
];

const sumWallets = async (sql: pg.PoolClient): Promise<readonly bigint[]> => {
  const sums: bigint[] = [];
  for (const query of ofSupporters) {
    let sum = 0n;
    await copyRows(sql, query, (row) => {
      sum += row.bigint(1) ?? 0n;
    });
    sums.push(sum);
  }
  return sums;
};
