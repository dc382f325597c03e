import type { RefundId } from '../ids.ts';
import { sendOnce } from '../payments/send-once.ts';
import type { Platform } from '../platform.ts';
import type { RefundOutcome } from '../ports.ts';
import { type RefundRow, readRefund } from './refund-row.ts';
import { settleRefund } from './settle-refund.ts';

/**
 * Sends a refund that was decided, once: the provider knows its reference, and is asked for it in doubt, from 23 hours on
 * before it is sent again. A refusal brings the money back to the wallet; an unknown outcome throws, to be tried again.
 */
export const sendRefund = async (platform: Platform, refundId: RefundId): Promise<void> => {
  const intent = await readRefund(platform.pool, { id: refundId });
  if (intent?.state !== 'INTENT') return;
  await settleRefund(platform, intent.reference, await send(platform, intent));
};

const send = async ({ gateway }: Platform, intent: RefundRow): Promise<RefundOutcome> => {
  const { reference, paymentId, providerId, amount, ageHours } = intent;
  if (providerId) return { outcome: 'sent', refund: await gateway.fetchRefund(providerId) };
  return sendOnce({
    ageHours,
    send: () => gateway.sendRefund({ reference, paymentId, amount }),
    find: async () => {
      const refund = await gateway.findRefund(reference, paymentId);
      return refund && { outcome: 'sent', refund };
    },
  });
};
