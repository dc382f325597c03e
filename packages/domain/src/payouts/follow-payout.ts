import type { PayoutId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { applyBankPayout } from './apply-bank-payout.ts';
import { readPayout } from './payout-row.ts';

/** Asks what became of a payout at the bank, and writes it; the sweep asks once a day until it is known. */
export const followPayout = async (platform: Platform, payoutId: PayoutId): Promise<void> => {
  const payout = await readPayout(platform.pool, 'id', payoutId);
  if (payout?.state !== 'TRANSFERRED' || !payout.bankPayoutId) return;
  await applyBankPayout(
    platform,
    await platform.gateway.fetchBankPayout(payout.bankPayoutId, payout.accountId),
  );
};
