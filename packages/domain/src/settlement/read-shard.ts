import type { Sql } from '@flattr/database';
import { copyRows } from '@flattr/database/copy-rows';
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

/** What the supporters of a shard have, by their keys. */
export type ShardFacts = ReadonlyMap<IdKey, SupporterFacts>;

/** The same while it is read. */
type Reading = {
  budget: BudgetFact | undefined;
  nextBudget: BudgetFact | undefined;
  readonly wallets: (WalletFact & { readonly sources: Source[] })[];
};

/**
 * Reads what the supporters of a shard have. What is settled by it is closed with the month, so no lock is held and no moment
 * matters; the budgets of the month after may still change, and the top-up that follows from them looks again.
 */
export const readShard = async (sql: Sql, month: MonthRow, shard: Shard, rest: Rest): Promise<ShardFacts> => {
  const facts = new Map<IdKey, Reading>();
  await readBudgets(sql, month.month, shard, facts, rest);
  await readWallets(sql, month, shard, facts, rest);
  return facts;
};

const of = (facts: Map<IdKey, Reading>, supporter: IdKey): Reading => {
  const known = facts.get(supporter);
  if (known) return known;
  const fresh = { budget: undefined, nextBudget: undefined, wallets: [] };
  facts.set(supporter, fresh);
  return fresh;
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
const readBudgets = async (
  sql: Sql,
  month: Month,
  shard: Shard,
  facts: Map<IdKey, Reading>,
  rest: Rest,
): Promise<void> => {
  await copyRows(
    sql,
    `SELECT supporter_id, from_month <= ${pg.escapeLiteral(month)}, currency, amount_micros, max_per_flattr_micros FROM budgets
     WHERE ${inShard('supporter_id', shard)} AND from_month <= ${pg.escapeLiteral(nextMonth(month))}
     ORDER BY supporter_id, from_month`,
    (row) => {
      const supporter = of(facts, row.key(0) as IdKey);
      const budget = {
        currency: currencyOf(row.text(2)),
        micros: row.bigint(3) ?? 0n,
        maxPerFlattrMicros: row.bigint(4),
      };
      if (row.isTrue(1)) supporter.budget = budget;
      supporter.nextBudget = budget;
    },
    rest,
  );
};

/** What a cut finds of a charge: what it brought less what months drew from it and what refunds and disputes took by then. */
const leftOf = (position: bigint): string =>
  `net_micros - coalesce((
     SELECT sum(s.amount_micros)::bigint FROM settled_sources s WHERE s.charge_id = charges.id), 0)
   - CASE WHEN touched THEN coalesce((SELECT sum(t.amount_micros)::bigint FROM charge_takings t
       WHERE t.charge_id = charges.id AND t.transaction_id <= ${position}), 0) ELSE 0 END`;

/**
 * The wallets at the cut, each with what is left of the charges that the month before has not seen the end of, and of those
 * that refunds and disputes have touched, since these may give something back. Each supporter's charges are looked up by
 * themselves (OFFSET 0 keeps the planner from reading everybody's), so that a shard costs the same however many supporters and years there are.
 */
const readWallets = async (
  sql: Sql,
  { month, ledgerPosition }: MonthRow,
  shard: Shard,
  facts: Map<IdKey, Reading>,
  rest: Rest,
): Promise<void> => {
  let current: Reading['wallets'][number] | undefined;
  await copyRows(
    sql,
    `SELECT a.owner_id, a.id, a.currency, held.micros, c.id, c.hold_days, c.charged_at, c.transaction_id, c.left_micros
     FROM ledger_accounts a
     LEFT JOIN settled_supporters before ON before.month = ${pg.escapeLiteral(monthBefore(month))}
       AND ${inShard('before.supporter_id', shard)} AND before.supporter_id = a.owner_id AND before.currency = a.currency
     CROSS JOIN LATERAL (
       SELECT sum(e.amount_micros)::bigint AS micros FROM ledger_entries e
       WHERE e.account_id = a.id AND e.transaction_id <= ${ledgerPosition}) held
     LEFT JOIN LATERAL (
       (SELECT id, hold_days, charged_at, transaction_id, ${leftOf(ledgerPosition)} AS left_micros
       FROM charges WHERE supporter_id = a.owner_id AND currency = a.currency AND state = 'SUCCEEDED'
         AND transaction_id BETWEEN coalesce(before.sources_from, 0) AND ${ledgerPosition} OFFSET 0)
       UNION ALL
       (SELECT id, hold_days, charged_at, transaction_id, ${leftOf(ledgerPosition)}
       FROM charges WHERE supporter_id = a.owner_id AND currency = a.currency AND touched
         AND transaction_id < coalesce(before.sources_from, 0) OFFSET 0)) c ON true
     WHERE a.kind = 'wallet' AND ${inShard('a.owner_id', shard)} AND held.micros > 0 ORDER BY a.owner_id, a.currency`,
    (row) => {
      const accountId = row.bigint(1) ?? 0n;
      if (current?.accountId !== accountId) {
        const micros = row.bigint(3) ?? 0n;
        current = { accountId, currency: currencyOf(row.text(2)), micros, sources: [] };
        of(facts, row.key(0) as IdKey).wallets.push(current);
      }
      if (row.at(4) >= 0)
        current.sources.push({
          chargeKey: row.key(4) as IdKey,
          holdDays: row.int(5),
          chargedAt: row.moment(6),
          position: row.bigint(7) ?? 0n,
          leftMicros: row.bigint(8) ?? 0n,
        });
    },
    rest,
  );
};
