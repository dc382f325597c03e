import { checkCounts } from '../discovery/check-counts.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import { asMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import { compareProvider } from '../reconciliation/compare-provider.ts';
import { sayDifference } from '../reconciliation/difference.ts';
import { checkSettledMonths } from '../settlement/check-settled-months.ts';
import { checkSeals } from './check-seals.ts';
import type { Invariant } from './invariant.ts';

/** Checks the invariants of the ledger, and the public counts; each holds if nothing breaks it. It reads only. */
export const selfCheck = async (platform: Platform): Promise<readonly Invariant[]> => [
  await entriesBalance(platform),
  await balancesAreSums(platform),
  await onlyClearingNegative(platform),
  await settledMonthsRecompute(platform),
  await providerMatches(platform),
  await sealsHold(platform),
  await countsMatch(platform),
];

const entriesBalance = async ({ pool }: Platform): Promise<Invariant> => {
  const { rows } = await pool.query<{ currency: string; micros: string }>(
    'SELECT currency, sum(amount_micros) AS micros FROM ledger_entries GROUP BY currency ORDER BY currency',
  );
  const broken = rows
    .filter((row) => row.micros !== '0')
    .map((row) => `${row.currency} is off by ${row.micros} micros`);
  return { id: 'I1', promise: 'in each currency all entries add up to 0', broken, checked: rows.length };
};

/**
 * A balance is a checkpoint and the entries after it, so each is the sum of its entries if every checkpoint is and no entry
 * was lost: every transaction is whole. Only a shard or bucket of a month in which nobody spent anything posts a transaction without entries.
 */
const balancesAreSums = async ({ pool }: Platform): Promise<Invariant> => {
  const { rows } = await pool.query<{ trouble: string }>(
    `SELECT 'transaction ' || t.id || ' (' || t.reference || ')' AS trouble FROM ledger_transactions t JOIN LATERAL (
       SELECT count(*) AS lines, max(line) AS last FROM ledger_entries e WHERE e.transaction_id = t.id
     ) entries ON true
     WHERE entries.last <> entries.lines OR (entries.lines = 0 AND t.kind NOT IN ('settlement', 'earnings')) OR EXISTS (
       SELECT FROM ledger_entries e WHERE e.transaction_id = t.id GROUP BY currency HAVING sum(amount_micros) <> 0)
     UNION ALL
     SELECT 'line ' || e.line || ' of transaction ' || e.transaction_id || ', which has no header or no such account'
     FROM ledger_entries e LEFT JOIN ledger_accounts a ON a.id = e.account_id AND a.currency = e.currency
     LEFT JOIN ledger_transactions t ON t.id = e.transaction_id WHERE a.id IS NULL OR t.id IS NULL
     UNION ALL
     SELECT 'the checkpoint of account ' || c.account_id || ' after transaction ' || c.through_transaction_id
     FROM ledger_checkpoints c WHERE c.balance_micros <> (SELECT coalesce(sum(e.amount_micros), 0) FROM ledger_entries e
       WHERE e.account_id = c.account_id AND e.transaction_id <= c.through_transaction_id)`,
  );
  const all = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM ledger_transactions');
  return {
    id: 'I2',
    promise:
      'every balance is the sum of its entries: each checkpoint is, and each transaction is whole and balanced',
    broken: rows.map(({ trouble }) => trouble),
    checked: all.rows[0]?.count ?? 0,
  };
};

/** What the provider holds for us is written as a negative sum, and what the operator bears is one. */
const mayBeNegative = new Set(['stripe', 'costs', 'losses']);

const onlyClearingNegative = async ({ pool }: Platform): Promise<Invariant> => {
  const { rows } = await pool.query<{ name: string; kind: string; currency: string; micros: string }>(
    `SELECT a.name, a.kind, a.currency, sum(e.amount_micros) AS micros
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id GROUP BY a.id`,
  );
  const broken = rows
    .filter((row) => !mayBeNegative.has(row.kind) && BigInt(row.micros) < 0n)
    .map(
      (row) =>
        `${row.name} holds ${formatDecimal(money(BigInt(row.micros), currencyOf(row.currency)))} ${row.currency}`,
    );
  return {
    id: 'I3',
    promise: 'no account but `stripe`, `costs` and `losses` is below 0',
    broken,
    checked: rows.length,
  };
};

const settledMonthsRecompute = async (platform: Platform): Promise<Invariant> => {
  const { rows } = await platform.pool.query<{ month: string }>(
    "SELECT month FROM months WHERE state IN ('SETTLED', 'PUBLISHED', 'PAID') ORDER BY month",
  );
  const checks = await checkSettledMonths(
    platform,
    rows.map((row) => asMonth(row.month)),
  );
  return {
    id: 'I4',
    promise: 'wallet at the cut = shares + fee + kept, by the rule and in the ledger',
    broken: checks.broken,
    checked: checks.supporters,
  };
};

/** Everything there ever was; what is known here to be under way may be on either side, and nothing else. */
const providerMatches = async (platform: Platform): Promise<Invariant> => {
  const patience = { newHours: 0, underWayHours: Number.POSITIVE_INFINITY };
  const { differences, compared } = await compareProvider(platform, undefined, patience);
  return {
    id: 'I5',
    promise: 'the provider and the ledger are the same object by object, and so is the balance',
    broken: differences.map(sayDifference),
    checked: compared,
  };
};

const sealsHold = async (platform: Platform): Promise<Invariant> => {
  const { broken, batches } = await checkSeals(platform);
  return {
    id: 'SEAL',
    promise: 'each sealed batch of the ledger is what was sealed',
    broken,
    checked: batches,
  };
};

const countsMatch = async (platform: Platform): Promise<Invariant> => {
  const { broken, counts } = await checkCounts(platform);
  return {
    id: 'COUNTS',
    promise: 'the count of each thing in each month is the number of its flattrs',
    broken,
    checked: counts,
  };
};
