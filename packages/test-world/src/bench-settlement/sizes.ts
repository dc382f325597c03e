import type pg from 'pg';
import { month } from './bench-database.ts';

const number = async (owner: pg.Pool, sql: string, values: readonly unknown[] = []): Promise<number> => {
  const { rows } = await owner.query<{ bytes: string }>(sql, [...values]);
  return Number(rows[0]?.bytes ?? 0);
};

/** The month's flattrs with all their indexes. */
export const roomBytes = (owner: pg.Pool): Promise<number> =>
  number(owner, 'SELECT pg_total_relation_size($1::regclass) AS bytes', [
    `flattrs_${month.replace('-', '_')}`,
  ]);

/** Accounts, transactions and entries with all their indexes. */
export const ledgerBytes = (owner: pg.Pool): Promise<number> =>
  number(
    owner,
    `SELECT sum(pg_total_relation_size(name::regclass)) AS bytes
     FROM unnest(ARRAY['ledger_accounts', 'ledger_transactions', 'ledger_entries']) AS name`,
  );

export const walPosition = async (owner: pg.Pool): Promise<string> => {
  const { rows } = await owner.query<{ position: string }>('SELECT pg_current_wal_lsn()::text AS position');
  return rows[0]?.position ?? '0/0';
};

export const walBytesSince = (owner: pg.Pool, position: string): Promise<number> =>
  number(owner, 'SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn) AS bytes', [position]);
