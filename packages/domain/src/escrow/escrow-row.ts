import type { Sql } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import { escrow } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';
import { type Currency, currencyOf } from '../money.ts';
import { asMonth, type Month } from '../month.ts';

/** What waits for the creator of a thing, of one month and currency. */
export type Escrow = { readonly thingId: ThingId; readonly month: Month; readonly currency: Currency };

export type EscrowRow = { thing_id: ThingId; month: string; currency: string };

export const escrowOf = (row: EscrowRow): Escrow => ({
  thingId: row.thing_id,
  month: asMonth(row.month),
  currency: currencyOf(row.currency),
});

/** Holds an escrow until the transaction ends, and tells what its account holds; undefined once it has ended. */
export const lockWaiting = async (
  sql: Sql,
  { thingId, month, currency }: Escrow,
): Promise<bigint | undefined> => {
  const { rowCount } = await sql.query(
    `SELECT FROM escrows WHERE thing_id = $1 AND month = $2 AND currency = $3 AND state = 'WAITING' FOR NO KEY UPDATE`,
    [thingId, month, currency],
  );
  return rowCount ? (await balance(sql, escrow(thingId, month, currency))).micros : undefined;
};
