import type { Reader } from '@flattr/database';
import { type Money, money } from '../money.ts';
import { asMonth, isMonth, type Month } from '../month.ts';
import { type Account, accountName } from './accounts.ts';
import { balance } from './balance.ts';
import { type PeoplesKind, peoplesKinds } from './transfer.ts';

/** The place of an entry in its account: its transaction's position, and its line there. */
export type EntryPlace = { readonly position: bigint; readonly line: number };

export type HistoryEntry = EntryPlace & {
  readonly kind: PeoplesKind;
  readonly reference: string;
  /** The month that it is about, for a settlement's entries. */
  readonly month: Month | undefined;
  readonly at: Date;
  readonly amount: Money;
  /** What the account held with this entry. */
  readonly balanceAfter: Money;
};

/** A page of a history: entries older than one and newer than another, as many as wanted from the newer or older end. */
export type HistoryPage = {
  readonly olderThan?: EntryPlace | undefined;
  readonly newerThan?: EntryPlace | undefined;
  readonly most: number;
  readonly from: 'newest' | 'oldest';
};

type Row = { position: string; line: number; micros: string; kind: string; reference: string; at: Date };

/**
 * The entries of an account, each with what the account held after it; in the order of the end that the page begins at. It
 * costs what the page is long, however long the history.
 */
export const readHistory = async (
  reader: Reader,
  account: Account,
  { olderThan, newerThan, most, from }: HistoryPage,
): Promise<readonly HistoryEntry[]> => {
  const order = from === 'newest' ? 'DESC' : 'ASC';
  const { rows } = await reader.query<Row>(
    `SELECT e.transaction_id AS position, e.line, e.amount_micros AS micros, t.kind, t.reference, t.posted_at AS at
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE a.name = $1 AND a.currency = $2
       AND ($3::bigint IS NULL OR (e.transaction_id, e.line) < ($3, $4::int))
       AND ($5::bigint IS NULL OR (e.transaction_id, e.line) > ($5, $6::int))
     ORDER BY e.transaction_id ${order}, e.line ${order} LIMIT $7`,
    [
      accountName(account),
      account.currency,
      olderThan?.position,
      olderThan?.line,
      newerThan?.position,
      newerThan?.line,
      most,
    ],
  );
  const oldestFirst = from === 'newest' ? rows.toReversed() : rows;
  let held = await heldBefore(reader, account, oldestFirst[0]);
  const entries = oldestFirst.map((row) => {
    held += BigInt(row.micros);
    return entryOf(row, account, held);
  });
  return from === 'newest' ? entries.reverse() : entries;
};

const heldBefore = async (reader: Reader, account: Account, oldest: Row | undefined): Promise<bigint> => {
  if (!oldest) return 0n;
  const { micros } = await balance(reader, account, { position: BigInt(oldest.position) - 1n });
  const { rows } = await reader.query<{ micros: string }>(
    `SELECT coalesce(sum(e.amount_micros), 0) AS micros FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.name = $1 AND a.currency = $2 AND e.transaction_id = $3 AND e.line < $4`,
    [accountName(account), account.currency, oldest.position, oldest.line],
  );
  return micros + BigInt(rows[0]?.micros ?? 0);
};

const entryOf = (
  { position, line, micros, kind, reference, at }: Row,
  { currency }: Account,
  held: bigint,
): HistoryEntry => {
  const [, about = ''] = reference.split(':');
  return {
    position: BigInt(position),
    line,
    kind: kindOf(kind),
    reference,
    month: isMonth(about) ? asMonth(about) : undefined,
    at,
    amount: money(BigInt(micros), currency),
    balanceAfter: money(held, currency),
  };
};

const kindOf = (text: string): PeoplesKind => {
  const kind = peoplesKinds.find((known) => known === text);
  if (!kind) throw new Error(`${text} is no kind of transfer`);
  return kind;
};
