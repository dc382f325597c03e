import type { Platform } from '../platform.ts';
import type { Refund } from '../ports.ts';
import { settleDispute } from './settle-dispute.ts';
import { settleRefund } from './settle-refund.ts';

/**
 * Writes what the provider says of a refund now. One that was made in its own pages, and not asked for here, is treated as a
 * dispute without a fee that is lost, or won where it failed.
 */
export const applyRefund = async (platform: Platform, providerId: string): Promise<void> => {
  const refund = await platform.gateway.fetchRefund(providerId);
  if (refund.reference?.startsWith('refund:'))
    return settleRefund(platform, refund.reference, { outcome: 'sent', refund });
  await settleDispute(platform, 'REFUND', disputeOf(refund));
};

const disputeOf = ({ id, paymentId, state, amount }: Refund) => {
  const none = { micros: 0n, currency: amount.currency };
  const failed = state === 'failed';
  return {
    id,
    paymentId,
    state: failed ? ('won' as const) : ('lost' as const),
    withdrawn: amount,
    fee: none,
    reinstated: failed ? amount : none,
  };
};
