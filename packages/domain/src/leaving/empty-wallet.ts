import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { RefundId, UserId } from '../ids.ts';
import { wallet } from '../ledger/accounts.ts';
import type { Currency } from '../money.ts';
import { postOrphan } from '../orphans/post-orphan.ts';
import type { Platform } from '../platform.ts';
import { planRefund } from '../refunds/plan-refund.ts';
import { startRefund } from '../refunds/start-refund.ts';
import { takeFromCharge } from '../refunds/take-from-charge.ts';
import { readWalletCharges } from '../refunds/wallet-charges.ts';
import { planHomeward } from './plan-homeward.ts';
import { readHomeward } from './read-homeward.ts';

/**
 * Sends what the wallet of somebody who left holds back to their cards, less what a cut has reserved, by refunds as they had
 * before; once no month waits for them any more, what no card can be sent is orphaned.
 */
export const emptyWallet = async (platform: Platform, userId: UserId, currency: Currency): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql) => {
    await sql.query('SELECT hold_uncut_months()');
    await sql.query('UPDATE payers SET provider_method_id = NULL WHERE supporter_id = $1', [userId]);
    // A month that is over takes its part first.
    if (await monthIsToBeCut(sql)) return [];
    return (await monthWaits(sql, userId, currency))
      ? refundUnreserved(sql, userId, currency)
      : sendAllHome(sql, userId, currency);
  });
  await platform.queue.ring(recorded);
};

const monthIsToBeCut = async (sql: Sql): Promise<boolean> => {
  const { rowCount } = await sql.query(
    "SELECT FROM months WHERE state = 'OPEN' AND month < month_of(flattr_now()) LIMIT 1",
  );
  return rowCount !== 0;
};

/** A month that is cut stays so until this transaction ends, or their settlement waits for it. */
const monthWaits = async (sql: Sql, userId: UserId, currency: Currency): Promise<boolean> => {
  const { rowCount } = await sql.query(
    `SELECT FROM months m WHERE m.state = 'CUT' AND NOT EXISTS (
       SELECT FROM settled_supporters s WHERE s.month = m.month AND s.supporter_id = $1 AND s.currency = $2) FOR SHARE`,
    [userId, currency],
  );
  return rowCount !== 0;
};

const refundUnreserved = async (sql: Sql, userId: UserId, currency: Currency) => {
  const started: RefundId[] = [];
  for (const one of planRefund(await readWalletCharges(sql, userId, currency), currency))
    started.push((await startRefund(sql, userId, currency, one)).refundId);
  return recordSending(sql, started);
};

const sendAllHome = async (sql: Sql, userId: UserId, currency: Currency) => {
  const { walletMicros, charges } = await readHomeward(sql, userId, currency);
  const { refunds, orphans } = planHomeward(walletMicros, charges, currency);
  const started: RefundId[] = [];
  for (const { beside, ...one } of refunds)
    started.push((await startRefund(sql, userId, currency, one, beside)).refundId);
  for (const { chargeId, micros } of orphans) {
    const position = await postOrphan(sql, userId, { from: wallet(userId, currency), currency, micros });
    if (chargeId) await takeFromCharge(sql, chargeId, position, micros);
  }
  return recordSending(sql, started);
};

const recordSending = (sql: Sql, refundIds: readonly RefundId[]): Promise<readonly RecordedJob[]> =>
  recordJobs(
    sql,
    refundIds.map((refundId) => ({ name: 'send-refund', payload: { refundId } })),
  );
