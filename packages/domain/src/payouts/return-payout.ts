import type { PayoutId } from '../ids.ts';
import { money } from '../money.ts';
import { sendOnce } from '../payments/send-once.ts';
import type { Platform } from '../platform.ts';
import type { SendOutcome } from '../ports.ts';
import { finishReturn } from './finish-return.ts';
import { keyOf, type PayoutRow, readPayout } from './payout-row.ts';

/**
 * Takes the transfer of a payout that the bank did not take back from the creator's account, once; the money is theirs again.
 * It throws while the account cannot give it back, and where the outcome is unknown, to be tried again.
 */
export const returnPayout = async (platform: Platform, payoutId: PayoutId): Promise<void> => {
  const payout = await readPayout(platform.pool, 'id', payoutId);
  if (payout?.state !== 'RETURNING' || !payout.transferId) return;
  const outcome = await reverse(platform, payout, payout.transferId);
  if (outcome.outcome === 'sent') return finishReturn(platform, payout, outcome.id);
  const back = await findReversal(platform, payout, payout.transferId);
  if (back) return finishReturn(platform, payout, back);
  await platform.pool.query(
    "UPDATE payouts SET sending = sending + 1 WHERE id = $1 AND state = 'RETURNING' AND sending = $2",
    [payoutId, payout.sending],
  );
  throw new Error(`the transfer of ${payout.reference} does not come back yet: ${outcome.reason}`);
};

/** The reversal by which a transfer came back whole, whoever asked for it. */
const findReversal = async (
  { gateway }: Platform,
  { micros }: PayoutRow,
  transferId: string,
): Promise<string | undefined> => {
  const { reversed, reversalId } = await gateway.fetchTransfer(transferId);
  return reversed.micros === micros ? reversalId : undefined;
};

const reverse = (platform: Platform, payout: PayoutRow, transferId: string): Promise<SendOutcome> => {
  const { gateway } = platform;
  const { reversalReference: reference, micros, currency, sending, ageHours } = payout;
  const key = keyOf(reference, sending);
  return sendOnce<SendOutcome>({
    ageHours,
    send: () => gateway.reverseTransfer({ reference, key, transferId, amount: money(micros, currency) }),
    find: async () => {
      const found = await findReversal(platform, payout, transferId);
      return found === undefined ? undefined : { outcome: 'sent', id: found };
    },
  });
};
