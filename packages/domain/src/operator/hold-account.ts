import type { Sql } from '@flattr/database';
import { type Account, accountName } from '../ledger/accounts.ts';
import { balance } from '../ledger/balance.ts';

/**
 * What one of the operator's accounts holds; whoever asks in this way, and so whoever takes of it, waits until this transaction
 * ends. The application may lock no row of the ledger.
 */
export const holdAccount = async (sql: Sql, account: Account): Promise<bigint> => {
  await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('flattr account ' || $1, 0))", [
    `${accountName(account)} ${account.currency}`,
  ]);
  return (await balance(sql, account)).micros;
};
