import type { Sql } from '@flattr/database';
import { fees, reserve } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { currencyOf } from '../money.ts';
import type { Month } from '../month.ts';
import { holdAccount } from './hold-account.ts';

/** Sets a part of a month's fees aside for losses, once and as far as `fees` holds it, in the transaction that makes it PAID. */
export const setReserveAside = async (sql: Sql, month: Month, basisPoints: number): Promise<void> => {
  if (basisPoints === 0) return;
  const { rows } = await sql.query<{ currency: string; micros: string }>(
    `SELECT currency, div(sum(fee_micros) * $2, 10000) AS micros FROM settled_supporters WHERE month = $1
     GROUP BY currency ORDER BY currency`,
    [month, basisPoints],
  );
  const lines = [];
  for (const row of rows) {
    const currency = currencyOf(row.currency);
    const held = await holdAccount(sql, fees(currency));
    const micros = BigInt(row.micros) < held ? BigInt(row.micros) : held;
    lines.push({ account: fees(currency), micros: -micros }, { account: reserve(currency), micros });
  }
  const move = transfer('reserve-set-aside', `reserve-set-aside:${month}`, lines);
  if (move.lines.length > 0) await postTransfer(sql, move);
};
