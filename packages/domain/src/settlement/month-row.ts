import type { Reader } from '@flattr/database';
import { asMonth, type Month } from '../month.ts';

export type MonthState = 'OPEN' | 'CUT' | 'SETTLED' | 'PUBLISHED' | 'PAID';

export type MonthRow = {
  readonly month: Month;
  readonly state: MonthState;
  readonly fence: bigint;
  readonly feeBasisPoints: number;
  readonly secret: Uint8Array;
  readonly ledgerPosition: bigint;
  readonly publishedAt: Date | null;
};

type Row = {
  month: string;
  state: MonthState;
  fence: string;
  fee_basis_points: number;
  secret: Buffer;
  ledger_position: string | null;
  published_at: Date | null;
};

const columns = 'month, state, fence, fee_basis_points, secret, ledger_position, published_at';

const read = (row: Row): MonthRow => ({
  month: asMonth(row.month),
  state: row.state,
  fence: BigInt(row.fence),
  feeBasisPoints: row.fee_basis_points,
  secret: row.secret,
  ledgerPosition: BigInt(row.ledger_position ?? 0),
  publishedAt: row.published_at,
});

/** The row of a month, or undefined if it was never opened. */
export const readMonth = async (reader: Reader, month: Month): Promise<MonthRow | undefined> => {
  const { rows } = await reader.query<Row>(`SELECT ${columns} FROM months WHERE month = $1`, [month]);
  return rows[0] && read(rows[0]);
};

/** The months that are not PAID yet, oldest first: they settle in order. */
export const readUnpaidMonths = async (reader: Reader): Promise<readonly MonthRow[]> => {
  const { rows } = await reader.query<Row>(
    `SELECT ${columns} FROM months WHERE state <> 'PAID' ORDER BY month`,
  );
  return rows.map(read);
};

/** Takes a month over: whoever took it before can no longer move it on. */
export const takeMonth = async (reader: Reader, month: Month): Promise<MonthRow> => {
  const { rows } = await reader.query<Row>(
    `UPDATE months SET fence = fence + 1 WHERE month = $1 RETURNING ${columns}`,
    [month],
  );
  if (!rows[0]) throw new Error(`the month ${month} was never opened`);
  return read(rows[0]);
};
