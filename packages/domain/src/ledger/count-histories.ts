import type { Reader } from '@flattr/database';
import { type Account, accountName } from './accounts.ts';

/** How many entries each of these accounts has. */
export const countHistories = async (
  reader: Reader,
  accounts: readonly Account[],
): Promise<readonly number[]> => {
  const { rows } = await reader.query<{ entries: number }>(
    `SELECT coalesce(counted.entries, 0) AS entries
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (name, currency, place)
     LEFT JOIN LATERAL (
       SELECT count(*)::int AS entries FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.name = asked.name AND a.currency = asked.currency) AS counted ON true
     ORDER BY asked.place`,
    [accounts.map(accountName), accounts.map(({ currency }) => currency)],
  );
  return rows.map(({ entries }) => entries);
};
