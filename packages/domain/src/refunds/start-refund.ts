import type { Sql } from '@flattr/database';
import { newId, type RefundId, type UserId } from '../ids.ts';
import { clearing, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { PlannedRefund } from './plan-refund.ts';
import { takeFromCharge } from './take-from-charge.ts';

export type StartedRefund = { readonly refundId: RefundId; readonly amount: Money };

/**
 * Writes the intent of a refund, whose money leaves the wallet with it; it is sent by a job. `beside` is for money that came back
 * after its charge was spent: then nothing is taken of what the charge brought.
 */
export const startRefund = async (
  sql: Sql,
  supporterId: UserId,
  currency: Currency,
  { chargeId, paymentId, micros }: PlannedRefund,
  beside = false,
): Promise<StartedRefund> => {
  const refundId = newId<RefundId>();
  const position = await postTransfer(
    sql,
    move('refund', `refund:${refundId}`, {
      from: wallet(supporterId, currency),
      to: clearing(currency),
      micros,
    }),
  );
  await sql.query(
    `INSERT INTO refunds (id, charge_id, supporter_id, reference, currency, amount_micros, provider_payment_id, transaction_id, beside)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [refundId, chargeId, supporterId, `refund:${refundId}`, currency, micros, paymentId, position, beside],
  );
  if (!beside) await takeFromCharge(sql, chargeId, position, micros);
  return { refundId, amount: money(micros, currency) };
};
