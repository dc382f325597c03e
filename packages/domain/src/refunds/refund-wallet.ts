import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { UserId } from '../ids.ts';
import { isCurrency } from '../money.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { planRefund } from './plan-refund.ts';
import { type StartedRefund, startRefund } from './start-refund.ts';
import { readWalletCharges } from './wallet-charges.ts';

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
