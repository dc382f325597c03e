import type { RefundId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { lookUpAfterHours, type RefundOutcome } from '../ports.ts';
import { type RefundRow, readRefund } from './refund-row.ts';
import { settleRefund } from './settle-refund.ts';

/**
 * Sends a refund that was decided, once: the provider knows its reference, and from 23 hours on is asked for it before it is
 * sent again. A refusal brings the money back to the wallet; an unknown outcome throws, to be tried again.
 */
export const sendRefund = async (platform: Platform, refundId: RefundId): Promise<void> => {
  const intent = await readRefund(platform.pool, { id: refundId });
  if (intent?.state !== 'INTENT') return;
  await settleRefund(platform, intent.reference, await send(platform, intent));
};

const send = async ({ gateway }: Platform, intent: RefundRow): Promise<RefundOutcome> => {
  const { reference, paymentId, providerId, amount, ageHours } = intent;
  if (providerId) return { outcome: 'sent', refund: await gateway.fetchRefund(providerId) };
  if (ageHours >= lookUpAfterHours) {
    const found = await gateway.findRefund(reference, paymentId);
    if (found) return { outcome: 'sent', refund: found };
  }
  return gateway.sendRefund({ reference, paymentId, amount });
};
