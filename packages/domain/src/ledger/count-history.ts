import type { Reader } from '@flattr/database';
import { type Account, accountName } from './accounts.ts';

/** How many entries an account has. */
export const countHistory = async (reader: Reader, account: Account): Promise<number> => {
  const { rows } = await reader.query<{ entries: number }>(
    `SELECT count(*)::int AS entries FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.name = $1 AND a.currency = $2`,
    [accountName(account), account.currency],
  );
  return rows[0]?.entries ?? 0;
};
