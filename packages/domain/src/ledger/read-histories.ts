import type { Reader } from '@flattr/database';
import { type Money, money } from '../money.ts';
import { asMonth, isMonth, type Month } from '../month.ts';
import { type Account, accountName } from './accounts.ts';
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

type Row = {
  place: number;
  position: string;
  line: number;
  micros: string;
  kind: string;
  reference: string;
  at: Date;
};

/**
 * The same page of the entries of each of these accounts, each entry with what the account held after it; in the order of the
 * end that the page begins at. It takes two statements, however many accounts, and costs what the pages are long, however
 * long the histories.
 */
export const readHistories = async (
  reader: Reader,
  accounts: readonly Account[],
  { olderThan, newerThan, most, from }: HistoryPage,
): Promise<readonly (readonly HistoryEntry[])[]> => {
  const { rows } = await reader.query<Row>(pages(from === 'newest' ? 'DESC' : 'ASC'), [
    accounts.map(accountName),
    accounts.map(({ currency }) => currency),
    olderThan?.position,
    olderThan?.line,
    newerThan?.position,
    newerThan?.line,
    most,
  ]);
  const byAccount = Map.groupBy(rows, ({ place }) => place);
  const oldestFirst = accounts.map((_, place) => {
    const page = byAccount.get(place) ?? [];
    return from === 'newest' ? page.reverse() : page;
  });
  const before = await heldBefore(reader, accounts, oldestFirst);
  return accounts.map((account, place) => {
    let held = before.get(place) ?? 0n;
    const entries = (oldestFirst[place] ?? []).map((row) => {
      held += BigInt(row.micros);
      return entryOf(row, account, held);
    });
    return from === 'newest' ? entries.reverse() : entries;
  });
};

const pages = (order: 'ASC' | 'DESC') => `
  SELECT asked.place::int - 1 AS place, page.* FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (name, currency, place)
  JOIN ledger_accounts a ON a.name = asked.name AND a.currency = asked.currency
  CROSS JOIN LATERAL (
    SELECT e.transaction_id AS position, e.line, e.amount_micros AS micros, t.kind, t.reference, t.posted_at AS at
    FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE e.account_id = a.id
      AND ($3::bigint IS NULL OR (e.transaction_id, e.line) < ($3, $4::int))
      AND ($5::bigint IS NULL OR (e.transaction_id, e.line) > ($5, $6::int))
    ORDER BY e.transaction_id ${order}, e.line ${order} LIMIT $7) AS page
  ORDER BY asked.place, page.position ${order}, page.line ${order}`;

/** What each account held before the oldest entry of its page: its last checkpoint before that, and the entries in between. */
const heldBefore = async (
  reader: Reader,
  accounts: readonly Account[],
  oldestFirst: readonly (readonly Row[])[],
): Promise<ReadonlyMap<number, bigint>> => {
  const oldest = oldestFirst.flatMap(([row], place) => {
    const account = accounts[place];
    return row && account ? [{ row, name: accountName(account), currency: account.currency }] : [];
  });
  if (oldest.length === 0) return new Map();
  const { rows } = await reader.query<{ place: number; micros: string }>(held, [
    oldest.map(({ row }) => row.place),
    oldest.map(({ name }) => name),
    oldest.map(({ currency }) => currency),
    oldest.map(({ row }) => row.position),
    oldest.map(({ row }) => row.line),
  ]);
  return new Map(rows.map(({ place, micros }) => [place, BigInt(micros)]));
};

const held = `
  SELECT asked.place, coalesce(checkpoint.balance_micros, 0) + coalesce(later.micros, 0) AS micros
  FROM unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::int[]) AS asked (place, name, currency, position, line)
  JOIN ledger_accounts a ON a.name = asked.name AND a.currency = asked.currency
  LEFT JOIN LATERAL (
    SELECT c.balance_micros, c.through_transaction_id FROM ledger_checkpoints c
    WHERE c.account_id = a.id AND c.through_transaction_id < asked.position
    ORDER BY c.through_transaction_id DESC LIMIT 1) AS checkpoint ON true
  LEFT JOIN LATERAL (
    SELECT sum(e.amount_micros) AS micros FROM ledger_entries e WHERE e.account_id = a.id
      AND e.transaction_id > coalesce(checkpoint.through_transaction_id, 0)
      AND (e.transaction_id, e.line) < (asked.position, asked.line)) AS later ON true`;

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
