import { type Reader, type Sql, transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import { nobody } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { newsJobs } from '../webhooks/news-jobs.ts';
import type { MonthRow } from './month-row.ts';

/** What a settled month comes to in one currency, amounts in micros, as the database writes it. */
type MonthTotals = {
  readonly currency: string;
  readonly wallets: string;
  readonly fees: string;
  readonly spent: string;
  readonly supporters: string;
  readonly creators: string | null;
  readonly things: string | null;
  readonly flattrs: string | null;
  readonly escrowed: string | null;
};

/**
 * Sums up a month that is settled: what a settlement wrote is never changed, so no lock is held, and no statement that also writes
 * keeps PostgreSQL from summing in parallel.
 */
export const readTotals = async (reader: Reader, month: Month): Promise<readonly MonthTotals[]> => {
  const { rows } = await reader.query<MonthTotals>(
    `WITH given AS (
         SELECT currency, sum(wallet_micros) AS wallets, sum(fee_micros) AS fees, sum(spent_micros) AS spent,
           count(*) FILTER (WHERE spent_micros > 0) AS supporters
         FROM settled_supporters WHERE month = $1 GROUP BY currency
       ), received AS (
         SELECT currency, count(*) AS creators FROM (
           SELECT DISTINCT currency, creator_id FROM thing_sums WHERE month = $1 AND amount_micros > 0 AND creator_id <> $2
         ) AS each GROUP BY currency
       ), waiting AS (
         SELECT currency, sum(amount_micros) AS escrowed FROM escrows WHERE month = $1 GROUP BY currency
       ), flattred AS (
         SELECT currency, count(*) FILTER (WHERE micros > 0) AS things, sum(flattrs) AS flattrs FROM (
           SELECT currency, thing_id, sum(amount_micros) AS micros, max(flattrs) AS flattrs
           FROM thing_sums WHERE month = $1 GROUP BY currency, thing_id
         ) AS each GROUP BY currency
       )
       SELECT currency, wallets, fees, spent, supporters, creators, things, flattrs, escrowed
       FROM given LEFT JOIN received USING (currency) LEFT JOIN flattred USING (currency) LEFT JOIN waiting USING (currency)`,
    [month, nobody],
  );
  return rows;
};

/** SETTLED → PUBLISHED: writes the month's totals, one statement per currency; the days of challenge begin. */
export const publishMonth = async (
  platform: Platform,
  row: MonthRow,
  totals: readonly MonthTotals[],
): Promise<boolean> => {
  const recorded = await transaction(platform.pool, async (sql) => {
    if (!(await writeStatements(sql, row, totals))) return undefined;
    return recordJobs(sql, await newsJobs(sql, [{ event: 'month.settled', month: row.month }]));
  });
  await platform.queue.ring(recorded ?? []);
  return recorded !== undefined;
};

const writeStatements = async (
  sql: Sql,
  { month, fence }: MonthRow,
  totals: readonly MonthTotals[],
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `SELECT FROM months WHERE month = $1 AND state = 'SETTLED' AND fence = $2 FOR NO KEY UPDATE`,
    [month, fence],
  );
  if (!rowCount) return false;
  await sql.query(
    `INSERT INTO statements (month, currency, wallets_micros, fees_micros, distributed_micros, kept_micros,
         supporters, creators, things, flattrs, escrowed_micros)
       SELECT $1, currency, wallets, fees, spent - fees, wallets - spent, supporters, coalesce(creators, 0),
         coalesce(things, 0), coalesce(flattrs, 0), coalesce(escrowed, 0)
       FROM json_to_recordset($2) AS total (currency text, wallets bigint, fees bigint, spent bigint, supporters int,
         creators int, things int, flattrs int, escrowed bigint)`,
    [month, JSON.stringify(totals)],
  );
  await sql.query(
    "UPDATE months SET state = 'PUBLISHED', fence = fence + 1, published_at = flattr_now() WHERE month = $1",
    [month],
  );
  return true;
};
