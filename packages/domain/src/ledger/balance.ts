import type { Reader } from '@flattr/database';
import { currencyOf, type Money, money } from '../money.ts';
import { type Account, accountName } from './accounts.ts';

/** A state of the ledger: after the transaction of a position, or of a moment; without either, now. */
export type AsOf = { readonly position: bigint } | { readonly moment: Date } | undefined;

/** What an account holds now, or held then: its last checkpoint and the entries after it, 0 if nobody has used it. */
export const balance = async (reader: Reader, account: Account, asOf?: AsOf): Promise<Money> => {
  const { rows } = await reader.query<{ micros: string }>(
    `${held(asOf)} WHERE a.name = $1 AND a.currency = $2`,
    [accountName(account), account.currency, ...limitOf(asOf)],
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
    `${held(undefined)} WHERE a.kind = $1 AND a.owner_id = $2 ORDER BY a.currency`,
    [kind, owner],
  );
  return rows.map((row) => money(BigInt(row.micros), currencyOf(row.currency)));
};

const limitOf = (asOf: AsOf) => (asOf ? ['position' in asOf ? asOf.position : asOf.moment] : []);

/** Up to which position an account is added up; at a moment, up to the last entry of its own that was posted by then. */
const until = (asOf: AsOf): string => {
  if (!asOf) return `9223372036854775807`;
  if ('position' in asOf) return '$3::bigint';
  return `coalesce((SELECT e.transaction_id FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE e.account_id = a.id AND t.posted_at <= $3 ORDER BY e.transaction_id DESC LIMIT 1), 0)`;
};

const held = (asOf: AsOf): string =>
  `SELECT a.currency, coalesce(checkpoint.balance_micros, 0) + coalesce(later.micros, 0) AS micros
   FROM ledger_accounts a CROSS JOIN LATERAL (SELECT ${until(asOf)} AS position) AS until
   LEFT JOIN LATERAL (
     SELECT c.balance_micros, c.through_transaction_id FROM ledger_checkpoints c
     WHERE c.account_id = a.id AND c.through_transaction_id <= until.position
     ORDER BY c.through_transaction_id DESC LIMIT 1) AS checkpoint ON true
   LEFT JOIN LATERAL (
     SELECT sum(e.amount_micros) AS micros FROM ledger_entries e WHERE e.account_id = a.id
       AND e.transaction_id > coalesce(checkpoint.through_transaction_id, 0)
       AND e.transaction_id <= until.position) AS later ON true`;
