import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import { earnings, monthAccount } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { transfer } from '../ledger/transfer.ts';
import { currencyOf } from '../money.ts';
import { nextMonth } from '../month.ts';
import type { Platform } from '../platform.ts';
import type { MonthRow } from './month-row.ts';

/**
 * CUT → SETTLED, once no shard is left: adds the shards' sums up, posts each creator once per day of availability, and
 * records the top-ups that follow. Returns false if a shard is left or somebody else moved the month.
 */
export const finishSettlement = async ({ pool, queue }: Platform, row: MonthRow): Promise<boolean> => {
  const recorded = await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `SELECT FROM months WHERE month = $1 AND state = 'CUT' AND fence = $2
         AND NOT EXISTS (SELECT FROM settlement_shards WHERE month = $1 AND settled_at IS NULL) FOR NO KEY UPDATE`,
      [row.month, row.fence],
    );
    if (!rowCount) return undefined;
    await addSumsUp(sql, row);
    await postEarnings(sql, row);
    await sql.query("UPDATE months SET state = 'SETTLED', settled_at = flattr_now() WHERE month = $1", [
      row.month,
    ]);
    return recordTopUps(sql, row);
  });
  if (recorded) await queue.ring(recorded);
  return recorded !== undefined;
};

const addSumsUp = async (sql: Sql, { month }: MonthRow) => {
  await sql.query(
    `INSERT INTO thing_sums (month, thing_id, creator_id, currency, amount_micros, flattrs)
     SELECT month, thing_id, creator_id, currency, sum(amount_micros), sum(flattrs) FROM shard_sums WHERE month = $1
     GROUP BY month, thing_id, creator_id, currency`,
    [month],
  );
  await sql.query(
    `INSERT INTO earnings (month, creator_id, currency, available_on, amount_micros)
     SELECT month, creator_id, currency, available_on, sum(amount_micros) FROM shard_sums WHERE month = $1
     GROUP BY month, creator_id, currency, available_on HAVING sum(amount_micros) > 0`,
    [month],
  );
  await sql.query('DELETE FROM shard_sums WHERE month = $1', [month]);
};

const postEarnings = async (sql: Sql, { month }: MonthRow) => {
  const { rows } = await sql.query<{ creator_id: UserId; currency: string; amount_micros: string }>(
    `SELECT creator_id, currency, amount_micros FROM earnings WHERE month = $1
     ORDER BY currency, creator_id, available_on`,
    [month],
  );
  const lines = rows.map((row) => ({
    currency: currencyOf(row.currency),
    creatorId: row.creator_id,
    micros: BigInt(row.amount_micros),
  }));
  const totals = new Map<(typeof lines)[number]['currency'], bigint>();
  for (const { currency, micros } of lines) totals.set(currency, (totals.get(currency) ?? 0n) + micros);
  await postTransfer(
    sql,
    transfer('earnings', `earnings:${month}`, [
      ...[...totals].map(([currency, micros]) => ({
        account: monthAccount(month, currency),
        micros: -micros,
      })),
      ...lines.map(({ creatorId, currency, micros }) => ({ account: earnings(creatorId, currency), micros })),
    ]),
  );
};

/** A top-up for everybody with a saved card whose wallet, after this month, holds less than the budget of the next one. */
const recordTopUps = async (sql: Sql, { month }: MonthRow): Promise<readonly RecordedJob[]> => {
  const { rows } = await sql.query<{ supporter_id: string }>(
    `SELECT p.supporter_id FROM payers p
     JOIN LATERAL (SELECT currency, amount_micros FROM budgets b WHERE b.supporter_id = p.supporter_id AND b.from_month <= $1
       ORDER BY b.from_month DESC LIMIT 1) budget ON true
     WHERE p.provider_method_id IS NOT NULL AND budget.amount_micros > coalesce((
       SELECT sum(e.amount_micros) FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id
       WHERE a.name = 'wallet:' || p.supporter_id AND a.currency = budget.currency), 0)`,
    [nextMonth(month)],
  );
  return recordJobs(
    sql,
    rows.map((row) => ({
      name: 'top-up-wallet',
      payload: { supporterId: row.supporter_id, month: nextMonth(month) },
    })),
  );
};
