import { copyLines, type Sql, transaction } from '@flattr/database';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { exportedTables } from './exported-tables.ts';
import { readMonth } from './month-row.ts';

/** Takes one file of an export: its name and its text in pieces. */
export type WriteExported = (name: string, pieces: AsyncIterable<string | Buffer>) => Promise<void>;

/**
 * Writes out all that a settled month was computed from and came to, as one moment of the database sees it, for who computes
 * it again. It holds the month's secret: it is the operator's own. Refuses `month-unknown` and `month-not-settled`.
 */
export const exportMonth = (platform: Platform, month: Month, write: WriteExported): Promise<void> =>
  transaction(platform.pool, async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const header = await readHeader(sql, month);
    for (const { name, query } of exportedTables(month)) await write(`${name}.csv`, copyLines(sql, query));
    await write('month.json', one(`${JSON.stringify(header, undefined, 2)}\n`));
  });

const readHeader = async (sql: Sql, month: Month) => {
  const row = await readMonth(sql, month);
  if (!row) throw new Refusal('month-unknown');
  if (row.state === 'OPEN' || row.state === 'CUT') throw new Refusal('month-not-settled');
  const { rows } = await sql.query<Moments>(
    `SELECT algorithm, cut_at AS cut, settled_at AS settled, published_at AS published FROM months WHERE month = $1`,
    [month],
  );
  return {
    format: 2,
    month,
    state: row.state,
    algorithm: rows[0]?.algorithm,
    feeBasisPoints: row.feeBasisPoints,
    secret: Buffer.from(row.secret).toString('hex'),
    ledgerPosition: `${row.ledgerPosition}`,
    cutAt: rows[0]?.cut,
    settledAt: rows[0]?.settled,
    publishedAt: rows[0]?.published,
    challengeDays: row.challengeDays,
    statements: await readStatements(sql, month),
  };
};

type Moments = { algorithm: number; cut: Date; settled: Date | null; published: Date | null };

const readStatements = async (sql: Sql, month: Month) => {
  const { rows } = await sql.query(
    `SELECT currency, wallets_micros AS "walletsMicros", fees_micros AS "feesMicros",
       distributed_micros AS "distributedMicros", escrowed_micros AS "escrowedMicros", kept_micros AS "keptMicros", supporters, creators, things, flattrs
     FROM statements WHERE month = $1 ORDER BY currency`,
    [month],
  );
  return rows;
};

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}
