import type { Sql } from '@flattr/database';
import { bigintArray, codeArray } from '@flattr/database/binary-array';
import { type Account, accountMonth, accountName, ownerOf } from './accounts.ts';
import type { Transfer } from './transfer.ts';

/**
 * Posts a transfer: the only writer of the ledger. It returns the transaction's position, and the same position again for
 * a reference that is posted already. The database checks balance, numbering and that no account but `stripe` falls below 0.
 */
export const postTransfer = async (sql: Sql, { kind, reference, lines }: Transfer): Promise<bigint> => {
  const header = await sql.query<{ id: string }>(
    'INSERT INTO ledger_transactions (kind, reference) VALUES ($1, $2) ON CONFLICT (reference) DO NOTHING RETURNING id',
    [kind, reference],
  );
  const id = header.rows[0]?.id;
  if (id === undefined) return postedAs(sql, reference);
  if (lines.length > 0) {
    const accounts = await openAccounts(
      sql,
      lines.map((line) => line.account).filter((account) => idOf(account) === undefined),
    );
    await sql.query(
      `INSERT INTO ledger_entries (transaction_id, account_id, amount_micros, currency, line)
       SELECT $1, account_id, amount_micros, currency, line
       FROM unnest($2::bigint[], $3::bigint[], $4::bpchar[]) WITH ORDINALITY AS new (account_id, amount_micros, currency, line)`,
      [
        id,
        bigintArray(lines.map(({ account }) => idOf(account) ?? accounts.get(keyOf(account)))),
        bigintArray(lines.map((line) => line.micros)),
        codeArray(lines.map((line) => line.account.currency)),
      ],
    );
  }
  return BigInt(id);
};

const postedAs = async (sql: Sql, reference: string): Promise<bigint> => {
  const { rows } = await sql.query<{ id: string }>(
    'SELECT id FROM ledger_transactions WHERE reference = $1',
    [reference],
  );
  return BigInt(rows[0]?.id ?? 0);
};

/** The ids of accounts by name and currency; those that nobody has used yet are opened. */
const openAccounts = async (sql: Sql, accounts: readonly Account[]): Promise<ReadonlyMap<string, bigint>> => {
  if (accounts.length === 0) return new Map();
  const distinct = [...new Map(accounts.map((account) => [keyOf(account), account])).values()];
  distinct.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const names = distinct.map(accountName);
  const known = await findAccounts(sql, names);
  const missing = distinct.filter((account) => !known.has(keyOf(account)));
  if (missing.length === 0) return known;
  await sql.query(
    `INSERT INTO ledger_accounts (kind, owner_id, month, currency)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
    [
      missing.map((account) => account.kind),
      missing.map(ownerOf),
      missing.map(accountMonth),
      missing.map((account) => account.currency),
    ],
  );
  return findAccounts(sql, names);
};

const findAccounts = async (sql: Sql, names: readonly string[]): Promise<ReadonlyMap<string, bigint>> => {
  const { rows } = await sql.query<{ id: string; name: string; currency: string }>(
    'SELECT id, name, currency FROM ledger_accounts WHERE name = ANY ($1::text[])',
    [names],
  );
  return new Map(rows.map((row) => [`${row.name} ${row.currency}`, BigInt(row.id)]));
};

const idOf = (account: Account): bigint | undefined => ('id' in account ? account.id : undefined);

const keyOf = (account: Account): string => `${accountName(account)} ${account.currency}`;
