import { type Sql, transaction } from '@flattr/database';
import { type Job, type RecordedJob, recordJobs } from '../events.ts';
import { clearing, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import type { Payment } from '../ports.ts';
import { type ChargeRow, readCharge } from './charge-row.ts';
import { writeCard } from './write-card.ts';

/**
 * Writes the outcome of a payment: a success credits the wallet with what arrives, once, however often it is told, confirms it by
 * mail, and saves the card that was paid with on the page; a failure ends the charge and leaves its reason; pending changes nothing, and
 * so does a payment that is not ours. A wrong sum or currency is our bug.
 */
export const settleCharge = async (
  platform: Platform,
  reference: string,
  payment: Payment,
): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql): Promise<readonly RecordedJob[]> => {
    const charge = await readCharge(sql, reference, 'FOR NO KEY UPDATE');
    if (!charge) {
      platform.log.warn({ reference }, 'a payment of nobody here was told');
      return [];
    }
    if (charge.state === 'SUCCEEDED' || payment.state === 'pending') return [];
    const mail = { name: 'mail-charge', payload: { chargeId: charge.id } } as const;
    if (payment.state === 'failed') {
      await failCharge(sql, charge, payment);
      // Who pays on the page reads there why it failed.
      if (charge.kind === 'CHECKOUT' || charge.state !== 'INTENT') return [];
    } else await creditWallet(platform, sql, charge, payment);
    return recordJobs(sql, [mail, ...(await forgetReplaced(sql, charge))]);
  });
  await platform.queue.ring(recorded);
};

const failCharge = async (sql: Sql, charge: ChargeRow, payment: Payment) => {
  await sql.query(
    "UPDATE charges SET state = 'FAILED', provider_payment_id = $2, failure = $3 WHERE id = $1",
    [charge.id, payment.id ?? null, payment.failure ?? 'The payment failed.'],
  );
  if (payment.cardGone) {
    await sql.query(
      'UPDATE payers SET provider_method_id = NULL WHERE supporter_id = $1 AND provider_method_id = $2',
      [charge.supporterId, charge.methodId],
    );
  }
};

/** A card that was changed while a top-up was charging it is forgotten when that is over. */
const forgetReplaced = async (sql: Sql, { supporterId, methodId }: ChargeRow): Promise<readonly Job[]> => {
  if (!methodId) return [];
  const { rowCount } = await sql.query(
    'SELECT FROM payers WHERE supporter_id = $1 AND provider_method_id IS DISTINCT FROM $2',
    [supporterId, methodId],
  );
  return rowCount ? [{ name: 'forget-cards', payload: { supporterId } }] : [];
};

/** A card of a household; one that more than so many people use is held at every charge as at its first. */
const cardUsersMax = 3;

const creditWallet = async ({ policy }: Platform, sql: Sql, charge: ChargeRow, payment: Payment) => {
  const { net, chargedAt } = payment;
  if (!net || !chargedAt)
    throw new Error(`the payment ${payment.id} succeeded without its balance transaction`);
  if (net.currency !== charge.currency || payment.gross.micros !== charge.grossMicros) {
    throw new Error(`the payment ${payment.id} is not the charge ${charge.reference}`);
  }
  await sql.query('SELECT hold_uncut_months()');
  const position = await postTransfer(
    sql,
    move('charge', `charge:${charge.id}`, {
      from: clearing(charge.currency),
      to: wallet(charge.supporterId, charge.currency),
      micros: net.micros,
    }),
  );
  const known = await sql.query(
    `SELECT FROM charges WHERE supporter_id = $1 AND card_fingerprint = $2 AND state = 'SUCCEEDED'
       AND (charged_at, id) < ($3, $4)
       AND (SELECT count(DISTINCT supporter_id) FROM charges WHERE card_fingerprint = $2 AND state = 'SUCCEEDED') <= $5 LIMIT 1`,
    [charge.supporterId, payment.cardFingerprint ?? null, chargedAt, charge.id, cardUsersMax],
  );
  await sql.query(
    `UPDATE charges SET state = 'SUCCEEDED', net_micros = $2, charged_at = $3, hold_days = $4, transaction_id = $5,
       provider_payment_id = $6, card_fingerprint = $7, failure = NULL WHERE id = $1`,
    [
      charge.id,
      net.micros,
      chargedAt,
      known.rowCount ? policy.holdDaysLater : policy.holdDaysFirst,
      position,
      payment.id,
      payment.cardFingerprint ?? null,
    ],
  );
  // A top-up charges what is saved already, or was until a moment ago.
  if (payment.methodId && charge.kind === 'CHECKOUT')
    await writeCard(sql, charge.supporterId, { methodId: payment.methodId, savedAt: chargedAt });
};
