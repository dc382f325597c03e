import type { Platform } from '../platform.ts';
import { settleDispute } from './settle-dispute.ts';

/** Writes what the provider says of a dispute now; the order of events is nothing. */
export const applyDispute = async (platform: Platform, providerId: string): Promise<void> =>
  settleDispute(platform, 'DISPUTE', await platform.gateway.fetchDispute(providerId));
