import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import type { ChargeId, UserId } from '../ids.ts';
import { currencyOf } from '../money.ts';
import { applyPayment } from '../payments/apply-payment.ts';
import type { Platform } from '../platform.ts';
import type { Dispute } from '../ports.ts';
import { type DisputedCharge, type DisputeKind, type DisputeRow, writeDispute } from './dispute-row.ts';
import { giveDisputeBack } from './give-dispute-back.ts';
import { takeDispute } from './take-dispute.ts';

/**
 * Takes what the provider has withdrawn for a dispute from where the charge's money went, and gives it back when the provider
 * does, each once, however often and in whatever order it is told. It waits while a month is cut, since what its flattrs became
 * is not known before, and while a refund of that charge is under way.
 */
export const settleDispute = async (platform: Platform, kind: DisputeKind, told: Dispute): Promise<void> => {
  const charge = await findCharge(platform, told);
  if (!charge) {
    platform.log.warn({ dispute: told.id }, 'a dispute of no charge here was told');
    return;
  }
  const recorded = await transaction(platform.pool, async (sql): Promise<readonly RecordedJob[]> => {
    await sql.query('SELECT hold_uncut_months()');
    // Two disputes of one month, or of one creator's earnings, are taken one after the other.
    await sql.query("SELECT pg_advisory_xact_lock(hashtextextended('flattr disputes', 0))");
    await sql.query('SELECT FROM payers WHERE supporter_id = $1 FOR NO KEY UPDATE', [charge.supporterId]);
    const dispute = await writeDispute(sql, kind, charge, told);
    if (!(await settle(sql, dispute))) return [];
    return recordJobs(sql, [{ name: 'mail-dispute', payload: { disputeId: dispute.id } }]);
  });
  await platform.queue.ring(recorded);
};

/** Whether anything was posted. */
const settle = async (sql: Sql, dispute: DisputeRow): Promise<boolean> => {
  const { withdrawnMicros, reinstatedMicros, feeMicros, taken, returned } = dispute;
  if (taken) {
    if (returned || reinstatedMicros === 0n) return false;
    await giveDisputeBack(sql, dispute, taken);
    return true;
  }
  const amountMicros = withdrawnMicros - reinstatedMicros;
  if (amountMicros + feeMicros === 0n) return false;
  if (amountMicros > 0n && ((await monthIsCut(sql)) || (await refundIsUnderWay(sql, dispute.chargeId)))) {
    await sql.query('UPDATE disputes SET waits = true WHERE id = $1', [dispute.id]);
    return false;
  }
  await takeDispute(sql, dispute);
  return true;
};

/** A month that is cut stays so until this transaction ends, and whoever settles it then finds what waits. */
const monthIsCut = async (sql: Sql): Promise<boolean> => {
  const { rowCount } = await sql.query("SELECT FROM months WHERE state = 'CUT' FOR SHARE");
  return rowCount !== 0;
};

/** What the wallet is left with is not known before the refund has gone or come back; it ends after this transaction then. */
const refundIsUnderWay = async (sql: Sql, chargeId: ChargeId): Promise<boolean> => {
  const { rowCount } = await sql.query(
    "SELECT FROM refunds WHERE charge_id = $1 AND state = 'INTENT' FOR SHARE",
    [chargeId],
  );
  return rowCount !== 0;
};

/** The charge of a payment; one that the provider has not told of yet is asked for first. */
const findCharge = async (
  platform: Platform,
  { paymentId }: Dispute,
): Promise<DisputedCharge | undefined> => {
  if (!paymentId) return undefined;
  const known = await readCharged(platform, paymentId);
  if (known) return known;
  await applyPayment(platform, paymentId);
  return readCharged(platform, paymentId);
};

const readCharged = async ({ pool }: Platform, paymentId: string): Promise<DisputedCharge | undefined> => {
  const { rows } = await pool.query<{ id: ChargeId; supporter_id: UserId; currency: string }>(
    "SELECT id, supporter_id, currency FROM charges WHERE provider_payment_id = $1 AND state = 'SUCCEEDED'",
    [paymentId],
  );
  const [row] = rows;
  return row && { chargeId: row.id, supporterId: row.supporter_id, currency: currencyOf(row.currency) };
};
