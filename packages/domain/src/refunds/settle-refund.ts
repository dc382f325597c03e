import { type Sql, transaction } from '@flattr/database';
import { type RecordedJob, recordJobs } from '../events.ts';
import { clearing, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import type { Platform } from '../platform.ts';
import type { RefundOutcome } from '../ports.ts';
import { recordWaitingDisputes } from './record-waiting-disputes.ts';
import { type RefundRow, readRefund } from './refund-row.ts';
import { takeFromCharge } from './take-from-charge.ts';

/**
 * Writes what became of a refund, in whatever order it is told: sent ends it; refused, or failed afterwards, brings its money
 * back to the wallet and to its charge, once; while the provider is still at it, its name there is kept.
 */
export const settleRefund = async (
  platform: Platform,
  reference: string,
  outcome: RefundOutcome,
): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql): Promise<readonly RecordedJob[]> => {
    await sql.query('SELECT hold_uncut_months()');
    const refund = await readRefund(sql, { reference }, 'FOR NO KEY UPDATE');
    if (!refund || refund.state === 'FAILED') return [];
    if (outcome.outcome === 'sent') refuseAnother(refund, outcome);
    const state = stateOf(outcome);
    if (state === 'INTENT') return keepName(sql, refund, outcome);
    if (state === refund.state) return [];
    if (state === 'SUCCEEDED') await succeed(sql, refund, outcome);
    else await giveBack(sql, refund, outcome);
    return [
      ...(await recordJobs(sql, [{ name: 'mail-refund', payload: { refundId: refund.id } }])),
      ...(await recordWaitingDisputes(sql)),
    ];
  });
  await platform.queue.ring(recorded);
};

const stateOf = (outcome: RefundOutcome): RefundRow['state'] => {
  if (outcome.outcome === 'refused') return 'FAILED';
  return ({ pending: 'INTENT', succeeded: 'SUCCEEDED', failed: 'FAILED' } as const)[outcome.refund.state];
};

const refuseAnother = (
  { reference, amount, paymentId }: RefundRow,
  { refund }: RefundOutcome & { outcome: 'sent' },
) => {
  const { micros, currency } = refund.amount;
  if (micros !== amount.micros || currency !== amount.currency || refund.paymentId !== paymentId)
    throw new Error(`the refund ${refund.id} is not ${reference}`);
};

const nameOf = (outcome: RefundOutcome): string | null =>
  outcome.outcome === 'sent' ? outcome.refund.id : null;

const keepName = async (sql: Sql, { id, state }: RefundRow, outcome: RefundOutcome) => {
  if (state === 'INTENT')
    await sql.query('UPDATE refunds SET provider_refund_id = $2 WHERE id = $1', [id, nameOf(outcome)]);
  return [];
};

const succeed = (sql: Sql, { id }: RefundRow, outcome: RefundOutcome) =>
  sql.query(
    "UPDATE refunds SET state = 'SUCCEEDED', provider_refund_id = $2, ended_at = flattr_now() WHERE id = $1",
    [id, nameOf(outcome)],
  );

const giveBack = async (sql: Sql, refund: RefundRow, outcome: RefundOutcome): Promise<void> => {
  const { id, supporterId, chargeId } = refund;
  const { currency, micros } = refund.amount;
  const position = await postTransfer(
    sql,
    move('refund-returned', `refund-returned:${id}`, {
      from: clearing(currency),
      to: wallet(supporterId, currency),
      micros,
    }),
  );
  if (!refund.beside) await takeFromCharge(sql, chargeId, position, -micros);
  const failure =
    outcome.outcome === 'refused' ? outcome.reason : (outcome.refund.failure ?? 'The bank did not take it.');
  await sql.query(
    `UPDATE refunds SET state = 'FAILED', provider_refund_id = coalesce($2, provider_refund_id), failure = $3,
       returned_transaction_id = $4, ended_at = flattr_now() WHERE id = $1`,
    [id, nameOf(outcome), failure, position],
  );
};
