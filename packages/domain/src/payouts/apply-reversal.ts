import type { Platform } from '../platform.ts';
import { finishReturn } from './finish-return.ts';
import { readPayout } from './payout-row.ts';

/** Writes that a transfer came back whole, whoever asked for it at the provider. */
export const applyReversal = async (platform: Platform, transferId: string): Promise<void> => {
  const { reversed, amount, reversalId } = await platform.gateway.fetchTransfer(transferId);
  if (reversed.micros !== amount.micros || !reversalId) return;
  const payout = await readPayout(platform.pool, 'provider_transfer_id', transferId);
  if (payout) await finishReturn(platform, payout, reversalId);
};
