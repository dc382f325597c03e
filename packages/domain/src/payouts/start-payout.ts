import { type Sql, transaction } from '@flattr/database';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type CreatorEarnings, readFreeEarnings } from './free-earnings.ts';
import { insertPayout } from './insert-payout.ts';
import { planPayout } from './plan-payout.ts';

/**
 * Commits the intent of a creator's payout in a month's run, if they can be paid and enough is free: the money moves from
 * their earnings to `payouts` in the same transaction, and it waits to be released. Nothing happens for one who had theirs.
 */
export const startPayout = async (
  platform: Platform,
  month: Month,
  creator: CreatorEarnings,
): Promise<void> => {
  const { creatorId, currency } = creator;
  const step = platform.gateway.payoutStep(currency);
  if (!planPayout(creator.earnings, currency, step)) return;
  await transaction(platform.pool, async (sql) => {
    const accountId = await lockPayee(sql, creator);
    if (!accountId || !(await runIsOpen(sql, month)) || (await hadTheirs(sql, month, creator))) return;
    const fresh = await readFreeEarnings(sql, creatorId);
    const free = fresh.find((one) => one.currency === currency);
    const plan = free && planPayout(free.earnings, currency, step);
    if (plan) await insertPayout(sql, { month, creatorId, currency, accountId, onDemand: false, plan });
  });
};

/** The creator's account at the provider if it can be paid, held until the transaction ends. */
const lockPayee = async (sql: Sql, { creatorId }: CreatorEarnings): Promise<string | undefined> => {
  const { rows } = await sql.query<{ provider_account_id: string }>(
    'SELECT provider_account_id FROM payees WHERE creator_id = $1 AND payouts_enabled FOR NO KEY UPDATE',
    [creatorId],
  );
  return rows[0]?.provider_account_id;
};

/** The month's run, held open until the transaction ends: after PAID it starts no payout any more. */
const runIsOpen = async (sql: Sql, month: Month): Promise<boolean> => {
  const { rowCount } = await sql.query(
    "SELECT FROM months WHERE month = $1 AND state = 'PUBLISHED' FOR SHARE",
    [month],
  );
  return rowCount === 1;
};

const hadTheirs = async (
  sql: Sql,
  month: Month,
  { creatorId, currency }: CreatorEarnings,
): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `SELECT FROM payouts WHERE creator_id = $1 AND currency = $2
       AND (month = $3 AND NOT on_demand OR state IN ('WAITING', 'INTENT'))`,
    [creatorId, currency, month],
  );
  return rowCount !== 0;
};
