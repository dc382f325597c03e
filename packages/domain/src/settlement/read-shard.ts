import type { Sql } from '@flattr/database';
import type { ChargeId, ThingId, UserId } from '../ids.ts';
import { currencyOf } from '../money.ts';
import type { Source } from './funding-sources.ts';
import type { MonthRow } from './month-row.ts';
import type { FlattrFact, SupporterFacts } from './plan-settlement.ts';

export type Shard = { readonly shard: number; readonly first: string; readonly last: string };

type Budget = { readonly currency: string; readonly micros: bigint };

/** The facts of every supporter of a shard as of the cut: one entry per currency of a wallet or of the budget in force. */
export const readShard = async (
  sql: Sql,
  month: MonthRow,
  shard: Shard,
): Promise<readonly SupporterFacts[]> => {
  const budgets = await readBudgets(sql, month, shard);
  const wallets = await readWallets(sql, month, shard);
  const flattrs = await readFlattrs(sql, month, shard);
  const sources = await readSources(sql, month, shard);
  const keys = new Set(wallets.keys());
  for (const supporterId of flattrs.keys()) {
    const budget = budgets.get(supporterId);
    if (budget) keys.add(`${supporterId} ${budget.currency}`);
  }
  return [...keys].sort().map((key) => {
    const [supporterId = '', code = ''] = key.split(' ');
    const budget = budgets.get(supporterId);
    const spends = budget?.currency === code;
    return {
      supporterId: supporterId as UserId,
      currency: currencyOf(code),
      budgetMicros: spends ? budget.micros : 0n,
      walletMicros: wallets.get(key) ?? 0n,
      flattrs: spends ? (flattrs.get(supporterId) ?? []) : [],
      sources: sources.get(key) ?? [],
    };
  });
};

const readBudgets = async (
  sql: Sql,
  { month }: MonthRow,
  { first, last }: Shard,
): Promise<Map<string, Budget>> => {
  const { rows } = await sql.query<{ supporter_id: string; currency: string; amount_micros: string }>(
    `SELECT DISTINCT ON (supporter_id) supporter_id, currency, amount_micros FROM budgets
     WHERE supporter_id BETWEEN $1 AND $2 AND from_month <= $3 ORDER BY supporter_id, from_month DESC`,
    [first, last, month],
  );
  return new Map(
    rows.map((row) => [row.supporter_id, { currency: row.currency, micros: BigInt(row.amount_micros) }]),
  );
};

const readWallets = async (
  sql: Sql,
  month: MonthRow,
  { first, last }: Shard,
): Promise<Map<string, bigint>> => {
  const { rows } = await sql.query<{ owner_id: string; currency: string; micros: string }>(
    `SELECT a.owner_id, a.currency, sum(e.amount_micros) AS micros
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
     WHERE a.kind = 'wallet' AND a.owner_id BETWEEN $1 AND $2 AND e.transaction_id <= $3
     GROUP BY a.id HAVING sum(e.amount_micros) > 0`,
    [first, last, month.ledgerPosition],
  );
  return new Map(rows.map((row) => [`${row.owner_id} ${row.currency}`, BigInt(row.micros)]));
};

const readFlattrs = async (
  sql: Sql,
  { month }: MonthRow,
  { first, last }: Shard,
): Promise<Map<string, FlattrFact[]>> => {
  const { rows } = await sql.query<{
    supporter_id: string;
    thing_id: ThingId;
    creator_id: UserId;
    weight: number;
  }>(
    `SELECT f.supporter_id, f.thing_id, t.creator_id, f.weight FROM flattrs f JOIN things t ON t.id = f.thing_id
     WHERE f.month = $3 AND f.supporter_id BETWEEN $1 AND $2 ORDER BY f.supporter_id, f.thing_id`,
    [first, last, month],
  );
  return group(rows, (row) => [
    row.supporter_id,
    { thingId: row.thing_id, creatorId: row.creator_id, weight: row.weight },
  ]);
};

/** What is left of each charge: what it brought less what earlier months drew from it. */
const readSources = async (
  sql: Sql,
  month: MonthRow,
  { first, last }: Shard,
): Promise<Map<string, Source[]>> => {
  type Row = {
    id: ChargeId;
    supporter_id: string;
    currency: string;
    left: string;
    charged_at: Date;
    hold_days: number;
  };
  const { rows } = await sql.query<Row>(
    `SELECT c.id, c.supporter_id, c.currency, c.charged_at, c.hold_days,
       c.net_micros - coalesce((SELECT sum(s.amount_micros) FROM settled_sources s WHERE s.charge_id = c.id), 0) AS left
     FROM charges c WHERE c.supporter_id BETWEEN $1 AND $2 AND c.transaction_id <= $3`,
    [first, last, month.ledgerPosition],
  );
  return group(rows, (row) => [
    `${row.supporter_id} ${row.currency}`,
    { chargeId: row.id, leftMicros: BigInt(row.left), chargedAt: row.charged_at, holdDays: row.hold_days },
  ]);
};

const group = <Row, Fact>(rows: readonly Row[], read: (row: Row) => [string, Fact]): Map<string, Fact[]> => {
  const groups = new Map<string, Fact[]>();
  for (const [key, fact] of rows.map(read)) {
    const facts = groups.get(key);
    if (facts) facts.push(fact);
    else groups.set(key, [fact]);
  }
  return groups;
};
