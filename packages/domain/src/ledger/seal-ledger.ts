import { type Reader, type Sql, transaction } from '@flattr/database';
import type { Platform } from '../platform.ts';
import { hashLedger, noHash, readSeals, type Seal } from './seal.ts';

/** How much of the ledger one batch covers, and how many batches one call makes. */
const transactionsMax = 2_000;
const entriesMax = 50_000;
const batchesMax = 5;

/** An account with more entries than this since its last checkpoint gets another. */
const checkpointAfter = 1_000;

/**
 * Seals what is committed and not yet sealed: hashes it in batches into the chain, and gives busy accounts a checkpoint. It
 * is off the money's path: nobody who posts waits longer than a moment, and while many post it leaves the rest to its next
 * call. Several at once are harmless. Returns how many batches it made.
 */
export const sealLedger = async ({ pool, log }: Platform): Promise<number> => {
  const horizon = await findHorizon(pool);
  for (let batches = 0; ; batches++) {
    if (batches === batchesMax) return batches;
    const previous = (await readSeals(pool, 0n, 1, 'DESC'))[0];
    if ((previous?.lastId ?? 0n) >= horizon) return batches;
    const seal = await makeSeal(pool, previous, horizon);
    const mine = await transaction(pool, (sql) => writeSeal(sql, seal));
    if (!mine) return batches;
    log.info({ batch: seal.batch, through: seal.lastId, hash: seal.hash }, 'a batch of the ledger is sealed');
  }
};

/** The position up to which nobody is posting any more, moved on as far as it goes without making anybody wait. */
const findHorizon = async (reader: Reader): Promise<bigint> => {
  const { rows } = await reader.query<{ id: string }>('SELECT advance_ledger_horizon() AS id');
  return BigInt(rows[0]?.id ?? 0);
};

const makeSeal = async (reader: Reader, previous: Seal | undefined, horizon: bigint): Promise<Seal> => {
  const firstId = (previous?.lastId ?? 0n) + 1n;
  const hashed = await hashLedger(reader, { firstId, lastId: horizon, transactionsMax, entriesMax });
  const { lastId, transactions, entries } = hashed;
  const { rows } = await reader.query<{ now: string }>(
    'SELECT (extract(epoch FROM flattr_now()) * 1000000)::bigint AS now',
  );
  const of = {
    batch: (previous?.batch ?? 0n) + 1n,
    previousHash: previous?.hash ?? noHash,
    sealedAt: BigInt(rows[0]?.now ?? 0),
  };
  return { ...of, firstId, lastId, transactions, entries, hash: hashed.seal(of) };
};

/** Writes a batch, unless somebody else was first. */
const writeSeal = async (sql: Sql, seal: Seal): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `INSERT INTO ledger_seals (batch, first_transaction_id, last_transaction_id, transactions, entries, previous_hash,
       hash, sealed_at)
     VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), decode($7, 'hex'), 'epoch'::timestamptz + $8 * interval '1 microsecond')
     ON CONFLICT (batch) DO NOTHING`,
    [
      seal.batch,
      seal.firstId,
      seal.lastId,
      seal.transactions,
      seal.entries,
      seal.previousHash,
      seal.hash,
      seal.sealedAt,
    ],
  );
  if (rowCount !== 1) return false;
  await writeCheckpoints(sql, seal);
  return true;
};

const writeCheckpoints = (sql: Sql, { firstId, lastId }: Seal) =>
  sql.query(
    `INSERT INTO ledger_checkpoints (account_id, through_transaction_id, balance_micros)
     SELECT touched.account_id, $2, coalesce(before.balance_micros, 0) + (
       SELECT sum(e.amount_micros) FROM ledger_entries e WHERE e.account_id = touched.account_id
         AND e.transaction_id > coalesce(before.through_transaction_id, 0) AND e.transaction_id <= $2)
     FROM (SELECT DISTINCT account_id FROM ledger_entries WHERE transaction_id BETWEEN $1 AND $2) AS touched
     LEFT JOIN LATERAL (SELECT c.through_transaction_id, c.balance_micros FROM ledger_checkpoints c
       WHERE c.account_id = touched.account_id AND c.through_transaction_id < $2
       ORDER BY c.through_transaction_id DESC LIMIT 1) AS before ON true
     WHERE EXISTS (SELECT FROM ledger_entries e WHERE e.account_id = touched.account_id
       AND e.transaction_id > coalesce(before.through_transaction_id, 0) AND e.transaction_id <= $2 OFFSET $3)
     ON CONFLICT DO NOTHING`,
    [firstId, lastId, checkpointAfter],
  );
