import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { PayoutId } from '../ids.ts';
import { money } from '../money.ts';
import { sendOnce } from '../payments/send-once.ts';
import type { Platform } from '../platform.ts';
import type { SendOutcome } from '../ports.ts';
import { beginReturn } from './begin-return.ts';
import { keyOf, type PayoutRow, readPayout } from './payout-row.ts';

/**
 * Sends what was transferred to a creator's account on to their bank, once. A refusal begins the return; where the account
 * does not show the money yet it throws, to be tried again under another key, as after an unknown outcome under the same.
 */
export const sendToBank = async (platform: Platform, payoutId: PayoutId): Promise<void> => {
  const payout = await readPayout(platform.pool, 'id', payoutId);
  if (payout?.state !== 'TRANSFERRED' || payout.bankPayoutId) return;
  const outcome = await send(platform, payout);
  if (outcome.outcome === 'refused') return beginReturn(platform, payout, outcome.reason);
  if (outcome.outcome === 'short') {
    await platform.pool.query(
      "UPDATE payouts SET sending = sending + 1 WHERE id = $1 AND state = 'TRANSFERRED' AND sending = $2",
      [payoutId, payout.sending],
    );
    throw new Error(`the account of ${payout.reference} cannot send it yet: ${outcome.reason}`);
  }
  const recorded = await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE payouts SET provider_payout_id = $2
       WHERE id = $1 AND state = 'TRANSFERRED' AND provider_payout_id IS NULL`,
      [payoutId, outcome.id],
    );
    return rowCount ? recordJobs(sql, [{ name: 'follow-payout', payload: { payoutId } }]) : [];
  });
  await platform.queue.ring(recorded);
};

const send = ({ gateway }: Platform, payout: PayoutRow): Promise<SendOutcome> => {
  const { bankReference: reference, accountId, micros, currency, sending, ageHours } = payout;
  const key = keyOf(reference, sending);
  return sendOnce<SendOutcome>({
    ageHours,
    send: () => gateway.sendToBank({ reference, key, accountId, amount: money(micros, currency) }),
    find: async () => {
      const found = await gateway.findBankPayout(reference, accountId);
      return found && { outcome: 'sent', id: found.id };
    },
  });
};
