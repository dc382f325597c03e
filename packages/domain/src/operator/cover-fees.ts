import type { Sql } from '@flattr/database';
import { fees, losses } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move, type Transfer } from '../ledger/transfer.ts';
import { holdAccount } from './hold-account.ts';

/**
 * Before something is taken back of the fees: what `fees` does not hold any more, since the operator took it or set it aside,
 * `losses` lend it, so that nobody else waits for it.
 */
export const coverFees = async (sql: Sql, { reference, lines }: Transfer): Promise<void> => {
  for (const { account, micros } of lines) {
    if (!('kind' in account) || account.kind !== 'fees' || micros >= 0n) continue;
    const { currency } = account;
    const short = -micros - (await holdAccount(sql, fees(currency)));
    if (short <= 0n) continue;
    const of = { from: losses(currency), to: fees(currency), micros: short };
    await postTransfer(sql, move('fees-covered', `fees-covered:${reference}:${currency}`, of));
  }
};
