import { createHash } from 'node:crypto';
import type { Reader } from '@flattr/database';

/** A batch of the ledger's chain, as its row says. */
export type Seal = {
  readonly batch: bigint;
  readonly firstId: bigint;
  readonly lastId: bigint;
  readonly transactions: number;
  readonly entries: number;
  readonly previousHash: string;
  readonly hash: string;
  /** Microseconds since 1970, UTC. */
  readonly sealedAt: bigint;
};

/** What the first batch continues. */
export const noHash = '00'.repeat(32);

/** How many lines are in memory at once. */
const pageLines = 5_000;

/** What of the ledger one hash covers: from a transaction on, up to a last one or up to a size. */
export type Stretch = {
  readonly firstId: bigint;
  readonly lastId: bigint;
  readonly transactionsMax?: number;
  readonly entriesMax?: number;
};

export type Hashed = {
  readonly lastId: bigint;
  readonly transactions: number;
  readonly entries: number;
  /** The hash of the batch, once its last line is known. */
  seal(of: Pick<Seal, 'batch' | 'previousHash' | 'sealedAt'>): string;
};

/**
 * Hashes a stretch of the ledger as `docs/rules/ledger.md` writes it, page by page; a stretch with a size ends before the
 * transaction that would begin beyond it, so the size is passed by one transaction at most.
 */
export const hashLedger = async (reader: Reader, stretch: Stretch): Promise<Hashed> => {
  const { firstId, transactionsMax = Infinity, entriesMax = Infinity } = stretch;
  const hash = createHash('sha256');
  let { lastId } = stretch;
  let [transactions, entries] = [0, 0];
  for await (const { id, line, text } of readLines(reader, stretch)) {
    if (line === 0 && (transactions >= transactionsMax || entries >= entriesMax)) {
      lastId = BigInt(id) - 1n;
      break;
    }
    if (line === 0) transactions += 1;
    else entries += 1;
    hash.update(`${text}\n`);
  }
  const seal: Hashed['seal'] = ({ batch, previousHash, sealedAt }) =>
    hash.copy().update(`seal ${batch} ${firstId} ${lastId} ${sealedAt} ${previousHash}\n`).digest('hex');
  return { lastId, transactions, entries, seal };
};

type LedgerLine = { readonly id: string; readonly line: number; readonly text: string };

/** Transactions and entries in order, each transaction as line 0; entries without a transaction or an account come too. */
async function* readLines(reader: Reader, { firstId, lastId }: Stretch): AsyncGenerator<LedgerLine> {
  let after = [`${firstId - 1n}`, 2 ** 31 - 1] as [string, number];
  for (;;) {
    const { rows } = await reader.query<LedgerLine>(
      `SELECT lines.id, lines.line, CASE lines.line
         WHEN 0 THEN concat_ws(' ', 'transaction', lines.id, lines.posted_at, lines.kind, lines.reference)
         ELSE concat_ws(' ', 'entry', lines.line, coalesce(a.name, '-'), lines.currency, lines.amount_micros) END AS text
       FROM (SELECT * FROM (
         (SELECT id, 0 AS line, (extract(epoch FROM posted_at) * 1000000)::bigint AS posted_at, kind, reference,
            NULL::bigint AS account_id, NULL::char(3) AS currency, NULL::bigint AS amount_micros
          FROM ledger_transactions WHERE id > $1 AND id <= $3 ORDER BY id LIMIT $4)
         UNION ALL
         (SELECT transaction_id, line, NULL, NULL, NULL, account_id, currency, amount_micros
          FROM ledger_entries WHERE (transaction_id, line) > ($1, $2) AND transaction_id <= $3
          ORDER BY transaction_id, line LIMIT $4)) AS both_tables ORDER BY id, line LIMIT $4) AS lines
       LEFT JOIN ledger_accounts a ON a.id = lines.account_id AND a.currency = lines.currency
       ORDER BY lines.id, lines.line`,
      [...after, lastId, pageLines],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageLines) return;
    after = [last.id, last.line];
  }
}

/** The batches of the chain in order, after one of them. */
export const readSeals = async (
  reader: Reader,
  after: bigint,
  most: number,
  order: 'ASC' | 'DESC' = 'ASC',
): Promise<readonly Seal[]> => {
  type Row = Record<'batch' | 'first' | 'last' | 'previous' | 'hash' | 'sealed_at', string> &
    Record<'transactions' | 'entries', number>;
  const { rows } = await reader.query<Row>(
    `SELECT batch, first_transaction_id AS first, last_transaction_id AS last, transactions, entries,
       encode(previous_hash, 'hex') AS previous, encode(hash, 'hex') AS hash,
       (extract(epoch FROM sealed_at) * 1000000)::bigint AS sealed_at
     FROM ledger_seals WHERE batch > $1 ORDER BY batch ${order} LIMIT $2`,
    [after, most],
  );
  return rows.map(({ batch, first, last, previous, sealed_at, ...row }) => ({
    ...row,
    batch: BigInt(batch),
    firstId: BigInt(first),
    lastId: BigInt(last),
    previousHash: previous,
    sealedAt: BigInt(sealed_at),
  }));
};
