import { type Sql, transaction } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import { currencyOf } from '../money.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { readSplits } from '../splits/read-splits.ts';
import type { Part } from '../splits/split-parts.ts';
import { type MonthRow, readMonth } from './month-row.ts';
import { type Giving, shareBudget } from './plan-settlement.ts';

export type MonthCheck = { readonly broken: readonly string[]; readonly supporters: number };

type Settled = {
  supporter_id: UserId;
  currency: string;
  budget_micros: string;
  cap_micros: string | null;
  wallet_micros: string;
  spent_micros: string;
  fee_micros: string;
  flattrs: { thing: ThingId; creator: UserId; weight: number }[];
  budget_in_force: string;
  cap_in_force: string | null;
  wallet_at_cut: string;
  posted: string;
};

/** So many wallets are computed again at once. */
const portion = 2_000;

/**
 * Computes settled months again, by the rule, from the closed flattrs, the budgets and splits in force and the ledger up to
 * the cut, and compares: each supporter's budget, wallet, fee and spending with what was written and posted, the sum of each
 * thing and beneficiary, what the month posted as fees and earnings, and that nobody was left out.
 */
export const checkSettledMonths = async (
  platform: Platform,
  months: readonly Month[],
): Promise<MonthCheck> => {
  const broken: string[] = [];
  let supporters = 0;
  for (const month of months) {
    const row = await readMonth(platform.pool, month);
    if (!row) continue;
    const check = await transaction(platform.pool, async (sql) => {
      await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return checkMonth(sql, row);
    });
    broken.push(...check.broken);
    supporters += check.supporters;
  }
  return { broken, supporters };
};

const checkMonth = async (sql: Sql, row: MonthRow): Promise<MonthCheck> => {
  const broken: string[] = [];
  const sums = new Map<string, bigint>();
  let supporters = 0;
  for (let after: readonly [string, string] = [firstId, '']; ; ) {
    const settled = await readSettled(sql, row, after);
    broken.push(...(await compareSupporters(sql, row, settled, sums)));
    supporters += settled.length;
    const last = settled.at(-1);
    if (!last || settled.length < portion) break;
    after = [last.supporter_id, last.currency];
  }
  broken.push(...(await compareThings(sql, row, sums)), ...(await compareTotals(sql, row)));
  return { broken, supporters };
};

const firstId = '00000000-0000-0000-0000-000000000000';

const compareSupporters = async (
  sql: Sql,
  row: MonthRow,
  settled: readonly Settled[],
  sums: Map<string, bigint>,
): Promise<readonly string[]> => {
  const things = new Set(settled.flatMap((one) => one.flattrs.map(({ thing }) => thing)));
  const splits = await readSplits(sql, row.month, [...things]);
  return settled.flatMap((one) => {
    const shared = shareBudget(givingOf(one, splits), row);
    const { spentMicros, feeMicros } = shared;
    const stored = [
      one.budget_micros,
      one.cap_micros,
      one.wallet_micros,
      one.spent_micros,
      one.fee_micros,
      one.posted,
    ];
    const computed = [
      one.budget_in_force,
      one.cap_in_force,
      one.wallet_at_cut,
      spentMicros,
      feeMicros,
      -spentMicros,
    ];
    for (const { thingId, parts } of shared.shares) {
      for (const { beneficiaryId, micros } of parts) {
        const key = `${thingId} ${beneficiaryId} ${one.currency}`;
        sums.set(key, (sums.get(key) ?? 0n) + micros);
      }
    }
    if (`${stored}` === `${computed}`) return [];
    return [`${row.month} supporter ${one.supporter_id}: ${stored} is not ${computed}`];
  });
};

const givingOf = (one: Settled, splits: ReadonlyMap<ThingId, readonly Part[]>): Giving => ({
  supporterId: one.supporter_id,
  currency: currencyOf(one.currency),
  budgetMicros: BigInt(one.budget_in_force),
  walletMicros: BigInt(one.wallet_at_cut),
  maxPerFlattrMicros: one.cap_in_force === null ? undefined : BigInt(one.cap_in_force),
  flattrs: one.flattrs.map(({ thing, creator, weight }) => ({
    thingId: thing,
    creatorId: creator,
    weight,
    parts: splits.get(thing),
  })),
});

const readSettled = async (
  sql: Sql,
  { month, ledgerPosition }: MonthRow,
  [afterSupporter, afterCurrency]: readonly [string, string],
): Promise<readonly Settled[]> => {
  const { rows } = await sql.query<Settled>(
    `SELECT s.supporter_id, s.currency, s.budget_micros, s.max_per_flattr_micros AS cap_micros, s.wallet_micros,
       s.spent_micros, s.fee_micros,
       CASE WHEN budget.currency = s.currency THEN budget.amount_micros ELSE 0 END AS budget_in_force,
       CASE WHEN budget.currency = s.currency THEN budget.max_per_flattr_micros END AS cap_in_force,
       CASE WHEN budget.currency = s.currency THEN coalesce((
         SELECT json_agg(json_build_object('thing', f.thing_id, 'creator', receiver_of($1, t.id, t.creator_id, t.creator_from), 'weight', f.weight) ORDER BY f.thing_id)
         FROM flattrs f JOIN things t ON t.id = f.thing_id WHERE f.month = $1 AND f.supporter_id = s.supporter_id), '[]')
       ELSE '[]' END AS flattrs,
       coalesce(wallet.at_cut, 0) AS wallet_at_cut, coalesce(wallet.posted, 0) AS posted
     FROM settled_supporters s
     LEFT JOIN LATERAL (SELECT b.currency, b.amount_micros, b.max_per_flattr_micros FROM budgets b
       WHERE b.supporter_id = s.supporter_id AND b.from_month <= $1 ORDER BY b.from_month DESC LIMIT 1) budget ON true
     LEFT JOIN LATERAL (SELECT sum(e.amount_micros) FILTER (WHERE e.transaction_id <= $2) AS at_cut,
         sum(e.amount_micros) FILTER (WHERE t.reference LIKE 'settlement:' || $1 || ':%') AS posted
       FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       JOIN ledger_transactions t ON t.id = e.transaction_id
       WHERE a.owner_id = s.supporter_id AND a.kind = 'wallet' AND a.currency = s.currency) wallet ON true
     WHERE s.month = $1 AND (s.supporter_id, s.currency) > ($3, $4) ORDER BY s.supporter_id, s.currency LIMIT $5`,
    [month, ledgerPosition, afterSupporter, afterCurrency, portion],
  );
  return rows;
};

const compareThings = async (
  sql: Sql,
  { month }: MonthRow,
  sums: ReadonlyMap<string, bigint>,
): Promise<string[]> => {
  const { rows } = await sql.query<{ key: string; amount_micros: string }>(
    "SELECT thing_id || ' ' || creator_id || ' ' || currency AS key, amount_micros FROM thing_sums WHERE month = $1",
    [month],
  );
  const stored = new Map(rows.map((row) => [row.key, BigInt(row.amount_micros)]));
  const paid = [...sums].filter(([, micros]) => micros > 0n);
  const wrong = paid.filter(([key, micros]) => stored.get(key) !== micros).map(([key]) => key);
  const extra = [...stored].filter(([key, micros]) => micros > 0n && !sums.has(key)).map(([key]) => key);
  return [...wrong, ...extra].map((key) => `${month} thing ${key} was not given what the rule says`);
};

/** What the month as a whole does not add up to, a line each. */
const compareTotals = async (sql: Sql, { month, ledgerPosition }: MonthRow): Promise<string[]> => {
  const { rows } = await sql.query<{ trouble: string }>(
    `WITH posted AS (
       SELECT a.kind, a.currency, sum(e.amount_micros) AS micros FROM ledger_transactions t
       JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
       WHERE t.reference LIKE 'settlement:' || $1 || ':%' OR t.reference LIKE 'earnings:' || $1 || '%' GROUP BY 1, 2
     ), written AS (
       SELECT currency, sum(fee_micros) AS fees, sum(spent_micros - fee_micros) AS distributed
       FROM settled_supporters WHERE month = $1 GROUP BY 1
     )
     SELECT 'the fees posted in ' || currency AS trouble FROM written
       WHERE fees <> coalesce((SELECT micros FROM posted p WHERE p.kind = 'fees' AND p.currency = written.currency), 0)
     UNION ALL SELECT 'the earnings posted in ' || currency FROM written
       WHERE distributed <> coalesce((SELECT sum(micros) FROM posted p WHERE p.kind IN ('earnings', 'escrow') AND p.currency = written.currency), 0)
     UNION ALL SELECT 'the earnings written in ' || currency FROM written
       WHERE distributed <> coalesce((SELECT sum(amount_micros) FROM (
         SELECT amount_micros, currency FROM earnings WHERE month = $1 AND NOT released
         UNION ALL SELECT amount_micros, currency FROM escrows WHERE month = $1) e WHERE e.currency = written.currency), 0)
     UNION ALL SELECT 'what month:' || $1 || ' holds in ' || currency FROM posted WHERE kind = 'month' AND micros <> 0
     UNION ALL SELECT 'supporter ' || a.owner_id || ', who was left out' FROM ledger_accounts a
       JOIN ledger_entries e ON e.account_id = a.id AND e.transaction_id <= $2
       WHERE a.kind = 'wallet' AND NOT EXISTS (SELECT FROM settled_supporters s
         WHERE s.month = $1 AND s.supporter_id = a.owner_id AND s.currency = a.currency)
       GROUP BY a.id HAVING sum(e.amount_micros) > 0`,
    [month, ledgerPosition],
  );
  return rows.map(({ trouble }) => `${month}: ${trouble} is not what the rule says`);
};
