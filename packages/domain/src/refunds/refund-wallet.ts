import { type Sql, transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import { newId, type RefundId, type UserId } from '../ids.ts';
import { clearing, wallet } from '../ledger/accounts.ts';
import { postTransfer } from '../ledger/post.ts';
import { move } from '../ledger/transfer.ts';
import { type Currency, isCurrency, type Money, money } from '../money.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type PlannedRefund, planRefund } from './plan-refund.ts';
import { takeFromCharge } from './take-from-charge.ts';
import { readWalletCharges } from './wallet-charges.ts';

export type StartedRefund = { readonly refundId: RefundId; readonly amount: Money };

/**
 * Starts sending back to their cards what a supporter's wallet holds and no cut has reserved, the newest charges first: one
 * refund a charge, each an intent whose money has left the wallet with it, sent by a job. Refuses `currency-unknown` and
 * `nothing-to-refund`.
 */
export const refundWallet = async (
  platform: Platform,
  supporterId: UserId,
  currency: string,
): Promise<readonly StartedRefund[]> => {
  if (!isCurrency(currency)) throw new Refusal('currency-unknown', ['currency']);
  const { started, recorded } = await transaction(platform.pool, async (sql) => {
    await sql.query('SELECT hold_uncut_months()');
    await sql.query('SELECT FROM payers WHERE supporter_id = $1 FOR NO KEY UPDATE', [supporterId]);
    const planned = planRefund(await readWalletCharges(sql, supporterId, currency), currency);
    if (planned.length === 0) throw new Refusal('nothing-to-refund');
    const started: StartedRefund[] = [];
    for (const one of planned) started.push(await startRefund(sql, supporterId, currency, one));
    const recorded = await recordJobs(
      sql,
      started.map(({ refundId }) => ({ name: 'send-refund', payload: { refundId } })),
    );
    return { started, recorded };
  });
  await platform.queue.ring(recorded);
  return started;
};

const startRefund = async (
  sql: Sql,
  supporterId: UserId,
  currency: Currency,
  { chargeId, paymentId, micros }: PlannedRefund,
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
    `INSERT INTO refunds (id, charge_id, supporter_id, reference, currency, amount_micros, provider_payment_id, transaction_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [refundId, chargeId, supporterId, `refund:${refundId}`, currency, micros, paymentId, position],
  );
  await takeFromCharge(sql, chargeId, position, micros);
  return { refundId, amount: money(micros, currency) };
};
