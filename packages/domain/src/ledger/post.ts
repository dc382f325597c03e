import type { Sql } from '@flattr/database';
import { ascii, bigint, copyInto, integer } from '@flattr/database/copy-into';
import { type Account, accountMonth, accountName, ownerOf, thingOf } from './accounts.ts';
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
  const position = BigInt(id);
  if (lines.length > 0) {
    const named = lines.map((line) => line.account).filter((account) => 'kind' in account);
    const accounts = await openAccounts(sql, named);
    const entries = lines.map(({ account, micros }, index) => ({ account, micros, line: index + 1 }));
    await copyInto(sql, 'ledger_entries', entries, {
      transaction_id: bigint(() => position),
      account_id: bigint(({ account }) => ('id' in account ? account.id : accounts.get(keyOf(account)))),
      amount_micros: bigint(({ micros }) => micros),
      currency: ascii(({ account }) => account.currency),
      line: integer(({ line }) => line),
    });
  }
  return position;
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
  const byKey = new Map(accounts.map((account) => [keyOf(account), account]));
  const keys = [...byKey.keys()].sort();
  const distinct = keys.flatMap((key) => byKey.get(key) ?? []);
  const names = distinct.map(accountName);
  const known = await findAccounts(sql, names);
  const missing = distinct.filter((_, nth) => !known.has(keys[nth] ?? ''));
  if (missing.length === 0) return known;
  const { rows } = await sql.query<AccountRow>(
    `INSERT INTO ledger_accounts (kind, owner_id, thing_id, month, currency)
     SELECT * FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) ON CONFLICT DO NOTHING RETURNING id, name, currency`,
    [
      missing.map((account) => account.kind),
      missing.map(ownerOf),
      missing.map(thingOf),
      missing.map(accountMonth),
      missing.map((account) => account.currency),
    ],
  );
  const opened = new Map([...known, ...byName(rows)]);
  // What another has opened meanwhile was not ours to return.
  return keys.every((key) => opened.has(key)) ? opened : findAccounts(sql, names);
};

type AccountRow = { readonly id: string; readonly name: string; readonly currency: string };

const byName = (rows: readonly AccountRow[]): Map<string, bigint> =>
  new Map(rows.map((row) => [`${row.name} ${row.currency}`, BigInt(row.id)]));

const findAccounts = async (sql: Sql, names: readonly string[]): Promise<ReadonlyMap<string, bigint>> => {
  const { rows } = await sql.query<AccountRow>(
    'SELECT id, name, currency FROM ledger_accounts WHERE name = ANY ($1::text[])',
    [names],
  );
  return byName(rows);
};

const keyOf = (account: Account): string => `${accountName(account)} ${account.currency}`;
