import type { Sql } from '@flattr/database';
import { type BinaryRow, type RowCursor, readRows } from '@flattr/database/copy-rows';
import pg from 'pg';
import type { IdKey } from '../ids.ts';
import { type Currency, currencyOf } from '../money.ts';
import { type Month, monthBefore, nextMonth } from '../month.ts';
import type { Shard } from './claim-shard.ts';
import type { Source } from './funding-sources.ts';
import type { MonthRow } from './month-row.ts';
import type { Rest } from './pacing.ts';

export type BudgetFact = {
  readonly currency: Currency;
  readonly micros: bigint;
  readonly maxPerFlattrMicros: bigint | undefined;
};

export type WalletFact = {
  readonly accountId: bigint;
  readonly currency: Currency;
  readonly micros: bigint;
  /** The charges that it comes from, in no order. */
  readonly sources: readonly Source[];
};

/** What one supporter has, as the cut found it. */
export type SupporterFacts = {
  readonly budget: BudgetFact | undefined;
  /** The budget in force in the month after, as far as it is set yet. */
  readonly nextBudget: BudgetFact | undefined;
  /** Wallets that hold something, in the order of their currencies. */
  readonly wallets: readonly WalletFact[];
};

/**
 * What the supporters of a shard have, as the bytes in which it came: it is decoded one supporter at a time, so that ten thousand
 * of them wait for their turn in little memory.
 */
export type ShardFacts = {
  /** All who have a budget or a wallet, from the first on. */
  inOrder(): FactsInOrder;
  /** The budgets in force a month later as far as they are set, from the first on. */
  nextBudgets(): NextBudgets;
};

/** One supporter after the other, by ascending ids. */
export type FactsInOrder = {
  /** Whose turn it is; `undefined` after the last. */
  readonly supporter: IdKey | undefined;
  /** What that one has; then it is the next one’s turn. */
  take(): SupporterFacts;
};

/** The next budget of a supporter, who is asked for after all with smaller ids. */
export type NextBudgets = (supporter: IdKey) => BudgetFact | undefined;

/**
 * Reads what the supporters of a shard have. What is settled by it is closed with the month, so no lock is held and no moment
 * matters; the budgets of the month after may still change, and the top-up that follows from them looks again.
 */
export const readShard = async (sql: Sql, month: MonthRow, shard: Shard, rest: Rest): Promise<ShardFacts> => {
  const budgetRows = await readRows(sql, budgetsOf(month, shard), rest);
  const walletRows = await readRows(sql, walletsOf(month, shard), rest);
  return {
    inOrder: () => factsInOrder(bySupporter(budgetRows()), bySupporter(walletRows())),
    nextBudgets: () => {
      const rows = bySupporter(budgetRows());
      return (supporter) => {
        while (rows.supporter !== undefined && rows.supporter < supporter) rows.moveOn();
        return takeBudgets(rows, supporter).nextBudget;
      };
    },
  };
};

/** Rows whose first field is a supporter, in the order of supporters. */
type Rows = {
  /** Whose row is the current one; `undefined` after the last. */
  readonly supporter: IdKey | undefined;
  /** The current one. */
  readonly row: BinaryRow;
  moveOn(): void;
};

const bySupporter = (cursor: RowCursor): Rows => {
  let row = cursor.next();
  let supporter = row?.key(0) as IdKey | undefined;
  return {
    get supporter() {
      return supporter;
    },
    get row() {
      if (!row) throw new Error('there is no row after the last');
      return row;
    },
    moveOn: () => {
      row = cursor.next();
      supporter = row?.key(0) as IdKey | undefined;
    },
  };
};

const factsInOrder = (budgets: Rows, wallets: Rows): FactsInOrder => {
  const first = (): IdKey | undefined => {
    const [one, other] = [budgets.supporter, wallets.supporter];
    return one === undefined || (other !== undefined && other < one) ? other : one;
  };
  return {
    get supporter() {
      return first();
    },
    take: () => {
      const supporter = first();
      return { ...takeBudgets(budgets, supporter), wallets: takeWallets(wallets, supporter) };
    },
  };
};

/** Of a supporter's budgets the last one that is in force at the cut, and the last one at all. */
const takeBudgets = (
  budgets: Rows,
  supporter: IdKey | undefined,
): Pick<SupporterFacts, 'budget' | 'nextBudget'> => {
  let budget: BudgetFact | undefined;
  let nextBudget: BudgetFact | undefined;
  for (; supporter !== undefined && budgets.supporter === supporter; budgets.moveOn()) {
    const { row } = budgets;
    nextBudget = {
      currency: currencyOf(row.text(2)),
      micros: row.bigint(3) ?? 0n,
      maxPerFlattrMicros: row.bigint(4),
    };
    if (row.isTrue(1)) budget = nextBudget;
  }
  return { budget, nextBudget };
};

/** A row per wallet and source, or one per wallet that comes from none. */
const takeWallets = (rows: Rows, supporter: IdKey | undefined): readonly WalletFact[] => {
  const wallets: (WalletFact & { readonly sources: Source[] })[] = [];
  for (; supporter !== undefined && rows.supporter === supporter; rows.moveOn()) {
    const { row } = rows;
    const accountId = row.bigint(1) ?? 0n;
    let wallet = wallets.at(-1);
    if (wallet?.accountId !== accountId) {
      wallet = { accountId, currency: currencyOf(row.text(2)), micros: row.bigint(3) ?? 0n, sources: [] };
      wallets.push(wallet);
    }
    if (row.at(4) >= 0)
      wallet.sources.push({
        chargeKey: row.key(4) as IdKey,
        holdDays: row.int(5),
        chargedAt: row.moment(6),
        position: row.bigint(7) ?? 0n,
        leftMicros: row.bigint(8) ?? 0n,
      });
  }
  return wallets;
};

/** The supporters of a shard, in the SQL of a COPY, which takes no parameters. */
export const inShard = (column: string, { from, before }: Shard): string =>
  [
    'true',
    from && `${column} >= ${pg.escapeLiteral(from)}`,
    before && `${column} < ${pg.escapeLiteral(before)}`,
  ]
    .filter(Boolean)
    .join(' AND ');

/** The budgets in force at the cut, and those in force a month later as far as they are set: the last of their rows. */
const budgetsOf = ({ month }: MonthRow, shard: Shard): string =>
  `SELECT supporter_id, from_month <= ${pg.escapeLiteral(month)}, currency, amount_micros, max_per_flattr_micros FROM budgets
   WHERE ${inShard('supporter_id', shard)} AND from_month <= ${pg.escapeLiteral(nextMonth(month))}
   ORDER BY supporter_id, from_month`;

/**
 * What a cut finds of a charge: what it brought less what months drew from it and what refunds and disputes took by then. One that
 * was credited after the cut before has not met a month yet.
 */
const leftOf = (month: Month, position: bigint): string =>
  `net_micros - CASE WHEN transaction_id > (SELECT coalesce(max(ledger_position), 0) FROM months WHERE month < ${pg.escapeLiteral(month)})
     THEN 0 ELSE coalesce((
       SELECT sum(s.amount_micros)::bigint FROM settled_sources s WHERE s.charge_id = charges.id), 0) END
   - CASE WHEN touched THEN coalesce((SELECT sum(t.amount_micros)::bigint FROM charge_takings t
       WHERE t.charge_id = charges.id AND t.transaction_id <= ${position}), 0) ELSE 0 END`;

/**
 * The wallets at the cut, each with what is left of the charges that the month before has not seen the end of, and of those
 * that refunds and disputes have touched, since these may give something back. Each supporter's charges are looked up by
 * themselves (OFFSET 0 keeps the planner from reading everybody's), so that a shard costs the same however many supporters and years there are.
 */
const walletsOf = ({ month, ledgerPosition }: MonthRow, shard: Shard): string =>
  `SELECT a.owner_id, a.id, a.currency, held.micros, c.id, c.hold_days, c.charged_at, c.transaction_id, c.left_micros
   FROM ledger_accounts a
   LEFT JOIN settled_supporters before ON before.month = ${pg.escapeLiteral(monthBefore(month))}
     AND ${inShard('before.supporter_id', shard)} AND before.supporter_id = a.owner_id AND before.currency = a.currency
   CROSS JOIN LATERAL (
     SELECT sum(e.amount_micros)::bigint AS micros FROM ledger_entries e
     WHERE e.account_id = a.id AND e.transaction_id <= ${ledgerPosition}) held
   LEFT JOIN LATERAL (
     (SELECT id, hold_days, charged_at, transaction_id, ${leftOf(month, ledgerPosition)} AS left_micros
     FROM charges WHERE supporter_id = a.owner_id AND currency = a.currency AND state = 'SUCCEEDED'
       AND transaction_id BETWEEN coalesce(before.sources_from, 0) AND ${ledgerPosition} OFFSET 0)
     UNION ALL
     (SELECT id, hold_days, charged_at, transaction_id, ${leftOf(month, ledgerPosition)}
     FROM charges WHERE before.sources_from > 0 AND supporter_id = a.owner_id AND currency = a.currency AND touched
       AND transaction_id < before.sources_from OFFSET 0)) c ON true
   WHERE a.kind = 'wallet' AND ${inShard('a.owner_id', shard)} AND held.micros > 0 ORDER BY a.owner_id, a.currency`;
