import type { Reader } from '@flattr/database';
import { currencyOf, type Money, money } from '../money.ts';
import type { Path } from './difference.ts';

/** What was posted for one object that the provider did not name. */
export type UnseenPosting = {
  /** Absent where no object of the provider's is posted in this way. */
  readonly path: Path | undefined;
  readonly name: string;
  readonly total: Money;
  readonly underWay: boolean;
  readonly at: Date;
};

type Row = { id: string; line: number; kind: string; reference: string; micros: string; at: Date };

const pathOf: Readonly<Record<string, Path>> = {
  charge: 'charge',
  refund: 'refund',
  'refund-returned': 'refund-returned',
  dispute: 'dispute',
  'dispute-returned': 'dispute',
  'payout-sent': 'transfer',
  'payout-reversed': 'reversal',
  'operator-payout': 'operator-payout',
  'operator-payout-returned': 'operator-payout-returned',
  deposit: 'deposit',
  'deposit-returned': 'deposit-returned',
  cost: 'cost',
};

/** The way there of each way back: together they may be nothing. */
const wayThere: Readonly<Record<string, string>> = {
  'refund-returned': 'refund',
  'dispute-returned': 'dispute',
  'payout-reversed': 'payout-sent',
  'operator-payout-returned': 'operator-payout',
  'deposit-returned': 'deposit',
};

const batch = 5000;

/**
 * What the ledger posted with the provider from a moment on and that no line of the provider's accounts for, beside what came
 * back without ever having left.
 */
export const readUnseenPostings = async (
  reader: Reader,
  since: Date | undefined,
  seen: ReadonlySet<string>,
): Promise<readonly UnseenPosting[]> => {
  const unseen = new Map<string, UnseenPosting>();
  const first = await lastBefore(reader, since);
  const accounts = await reader.query<{ id: string; currency: string }>(
    "SELECT id, currency FROM ledger_accounts WHERE kind = 'stripe' ORDER BY currency",
  );
  for (const account of accounts.rows) {
    let [after, line] = [first, maxLine];
    for (;;) {
      const { rows } = await reader.query<Row>(page, [account.id, after, line]);
      for (const row of rows)
        if (!seen.has(row.id)) await addRow(reader, unseen, { ...row, currency: account.currency }, since);
      const last = rows.at(-1);
      if (!last || rows.length < batch) break;
      [after, line] = [last.id, last.line];
    }
  }
  return withUnderWay(reader, unseen);
};

/** The transaction that it goes on after is over. */
const maxLine = 2_147_483_647;

const page = `
  SELECT e.transaction_id AS id, e.line, t.kind, t.reference, t.posted_at AS at, -e.amount_micros AS micros
  FROM ledger_entries e JOIN ledger_transactions t ON t.id = e.transaction_id
  WHERE e.account_id = $1 AND (e.transaction_id, e.line) > ($2::bigint, $3::int) AND e.transaction_id >= $2::bigint
  ORDER BY e.transaction_id, e.line LIMIT ${batch}`;

const lastBefore = async (reader: Reader, since: Date | undefined): Promise<string> => {
  if (!since) return '0';
  const { rows } = await reader.query<{ id: string }>(
    `SELECT coalesce(min(id), (SELECT max(id) + 1 FROM ledger_transactions), 1) - 1 AS id
     FROM ledger_transactions WHERE posted_at >= $1`,
    [since],
  );
  return rows[0]?.id ?? '0';
};

const addRow = async (
  reader: Reader,
  unseen: Map<string, UnseenPosting>,
  { kind, reference, currency, micros, at }: Row & { readonly currency: string },
  since: Date | undefined,
): Promise<void> => {
  const there = wayThere[kind];
  const name = there ? `${there}:${reference.slice(kind.length + 1)}` : reference;
  const key = `${name} ${currency}`;
  const before = unseen.get(key);
  const earlier = there && !before && since ? await postedBefore(reader, name, since) : 0n;
  unseen.set(key, {
    path: before?.path ?? pathOf[kind],
    name,
    total: money((before?.total.micros ?? earlier) + BigInt(micros), currencyOf(currency)),
    underWay: false,
    at,
  });
};

/** What went before the time that is looked at, of which something came back in it. */
const postedBefore = async (reader: Reader, reference: string, since: Date): Promise<bigint> => {
  const { rows } = await reader.query<{ micros: string | null }>(
    `SELECT -sum(e.amount_micros) AS micros FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
     JOIN ledger_accounts a ON a.id = e.account_id AND a.kind = 'stripe' WHERE t.reference = $1 AND t.posted_at < $2`,
    [reference, since],
  );
  return BigInt(rows[0]?.micros ?? 0);
};

/** A refund is posted before the provider has taken it from the balance: one of ours until it ends, the operator's own until it is seen. */
const withUnderWay = async (
  reader: Reader,
  unseen: ReadonlyMap<string, UnseenPosting>,
): Promise<readonly UnseenPosting[]> => {
  const left = [...unseen.values()].filter(({ total }) => total.micros !== 0n);
  const names = left.filter(({ path }) => path === 'refund' || path === 'dispute').map(({ name }) => name);
  if (names.length === 0) return left;
  const { rows } = await reader.query<{ name: string }>(
    `SELECT 'refund:' || id AS name FROM refunds WHERE 'refund:' || id = ANY ($1) AND state = 'INTENT'
     UNION ALL
     SELECT 'dispute:' || provider_id FROM disputes WHERE 'dispute:' || provider_id = ANY ($1) AND kind = 'REFUND'`,
    [names],
  );
  const underWay = new Set(rows.map(({ name }) => name));
  return left.map((posting) =>
    underWay.has(posting.name) ? { ...posting, path: 'refund', underWay: true } : posting,
  );
};
