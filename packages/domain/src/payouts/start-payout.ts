import { type Sql, transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import { newId, type PayoutId } from '../ids.ts';
import { earnings, payoutsInFlight } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type CreatorEarnings, readFreeEarnings } from './free-earnings.ts';
import { type PayoutPlan, planPayout } from './plan-payout.ts';

/**
 * Commits the intent of a creator's payout in a month's run, if they can be paid and enough is free: the money moves from
 * their earnings to `payouts` in the same transaction, and a job sends it. Nothing happens for one who had theirs.
 */
export const startPayout = async (
  platform: Platform,
  month: Month,
  creator: CreatorEarnings,
): Promise<void> => {
  if (!planPayout(creator.earnings, creator.currency)) return;
  const recorded = await transaction(platform.pool, async (sql) => {
    const payee = await lockPayee(sql, creator);
    if (!payee || !(await runIsOpen(sql, month)) || (await hadTheirs(sql, month, creator))) return [];
    const fresh = await readFreeEarnings(sql, creator.creatorId);
    const free = fresh.find(({ currency }) => currency === creator.currency);
    const plan = free && planPayout(free.earnings, free.currency);
    if (!plan) return [];
    const payoutId = await insertPayout(sql, month, creator, plan, payee);
    return recordJobs(sql, [{ name: 'send-payout', payload: { payoutId } }]);
  });
  await platform.queue.ring(recorded);
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
    `SELECT FROM payouts WHERE creator_id = $1 AND currency = $2 AND (month = $3 OR state = 'INTENT')`,
    [creatorId, currency, month],
  );
  return rowCount !== 0;
};

const insertPayout = async (
  sql: Sql,
  month: Month,
  { creatorId, currency }: CreatorEarnings,
  { micros, parts }: PayoutPlan,
  accountId: string,
): Promise<PayoutId> => {
  const id = newId<PayoutId>();
  await sql.query(
    `INSERT INTO payouts (id, month, creator_id, currency, attempt, reference, amount_micros, provider_account_id)
     VALUES ($1, $2, $3, $4, 1, $5, $6, $7)`,
    [id, month, creatorId, currency, `payout:${month}:${creatorId}:${currency}:1`, micros, accountId],
  );
  await sql.query(
    `INSERT INTO payout_parts (payout_id, month, creator_id, currency, available_on, amount_micros)
     SELECT $1, month, $2, $3, available_on, micros
     FROM unnest($4::text[], $5::date[], $6::bigint[]) AS parts (month, available_on, micros)`,
    [
      id,
      creatorId,
      currency,
      parts.map((part) => part.month),
      parts.map((part) => part.availableOn),
      parts.map((part) => part.micros),
    ],
  );
  await postTransfer(
    sql,
    move('payout', `payout:${id}`, {
      from: earnings(creatorId, currency),
      to: payoutsInFlight(currency),
      micros,
    }),
  );
  return id;
};
