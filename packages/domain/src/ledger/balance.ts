import type { Reader } from '@flattr/database';
import { currencyOf, type Money, money } from '../money.ts';
import { type Account, accountName } from './accounts.ts';

/** What an account holds: the sum of its entries, 0 if nobody has used it. */
export const balance = async (reader: Reader, account: Account): Promise<Money> => {
  const { rows } = await reader.query<{ micros: string }>(
    `SELECT coalesce(sum(e.amount_micros), 0) AS micros FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.name = $1 AND a.currency = $2`,
    [accountName(account), account.currency],
  );
  return money(BigInt(rows[0]?.micros ?? 0), account.currency);
};

/** What a user holds in all accounts of one kind, one sum per currency, the currencies in order of their codes. */
export const balancesOf = async (
  reader: Reader,
  kind: 'wallet' | 'earnings',
  owner: string,
): Promise<readonly Money[]> => {
  const { rows } = await reader.query<{ currency: string; micros: string }>(
    `SELECT a.currency, sum(e.amount_micros) AS micros FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.kind = $1 AND a.owner_id = $2 GROUP BY a.currency ORDER BY a.currency`,
    [kind, owner],
  );
  return rows.map((row) => money(BigInt(row.micros), currencyOf(row.currency)));
};
