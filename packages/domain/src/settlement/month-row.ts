import type { Reader } from '@flattr/database';
import { asMonth, type Month } from '../month.ts';

export type MonthState = 'OPEN' | 'CUT' | 'SETTLED' | 'PUBLISHED' | 'PAID';

export type MonthRow = {
  readonly month: Month;
  readonly state: MonthState;
  readonly fence: bigint;
  readonly feeBasisPoints: number;
  readonly challengeDays: number;
  readonly secret: Uint8Array;
  readonly ledgerPosition: bigint;
  readonly publishedAt: Date | null;
  /** Into how many buckets its sums are divided; 0 until its shards are laid out. */
  readonly buckets: number;
};

/** The version of docs/rules/share-out.md by which this program settles. */
const algorithm = 1;

type Row = {
  month: string;
  state: MonthState;
  fence: string;
  fee_basis_points: number;
  challenge_days: number;
  secret: Buffer;
  ledger_position: string | null;
  published_at: Date | null;
  algorithm: number;
  buckets: number;
};

const columns = `month, state, fence, fee_basis_points, challenge_days, secret, ledger_position, published_at, algorithm,
  (SELECT count(*)::int FROM settlement_shards s WHERE s.month = months.month AND s.phase = 2) AS buckets`;

const read = (row: Row): MonthRow => {
  if (row.algorithm !== algorithm)
    throw new Error(
      `the month ${row.month} has algorithm ${row.algorithm}, which this program does not know`,
    );
  return fromRow(row);
};

const fromRow = (row: Row): MonthRow => ({
  month: asMonth(row.month),
  state: row.state,
  fence: BigInt(row.fence),
  feeBasisPoints: row.fee_basis_points,
  challengeDays: row.challenge_days,
  secret: row.secret,
  ledgerPosition: BigInt(row.ledger_position ?? 0),
  publishedAt: row.published_at,
  buckets: row.buckets,
});

/** The row of a month, or undefined if it was never opened. */
export const readMonth = async (reader: Reader, month: Month): Promise<MonthRow | undefined> => {
  const { rows } = await reader.query<Row>(`SELECT ${columns} FROM months WHERE month = $1`, [month]);
  return rows[0] && read(rows[0]);
};

/** The rows of these months, of those that were opened. */
export const readMonths = async (
  reader: Reader,
  months: readonly Month[],
): Promise<ReadonlyMap<Month, MonthRow>> => {
  const { rows } = await reader.query<Row>(`SELECT ${columns} FROM months WHERE month = ANY ($1::text[])`, [
    [...new Set(months)],
  ]);
  return new Map(rows.map(read).map((row) => [row.month, row]));
};

/** The months that are not PAID yet, oldest first: they settle in order. */
export const readUnpaidMonths = async (reader: Reader): Promise<readonly MonthRow[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT ${columns} FROM months WHERE state <> 'PAID' ORDER BY month`,
  );
  return rows.map(read);
};
