import type { RefundId } from '../ids.ts';
import { formatDecimal } from '../money.ts';
import type { Platform } from '../platform.ts';
import { readRefund } from './refund-row.ts';

/** Tells a supporter that their money is on its way back to their card, or that it came back to their wallet. */
export const mailRefund = async (
  { db, pool, mailer, policy }: Platform,
  refundId: RefundId,
): Promise<void> => {
  const refund = await readRefund(pool, { id: refundId });
  const user = refund && (await db.user.findUnique({ where: { id: refund.supporterId, leftAt: null } }));
  if (!user) return;
  const amount = `${formatDecimal(refund.amount)} ${refund.amount.currency}`;
  const failed = refund.state === 'FAILED';
  await mailer.send({
    to: user.email,
    subject: failed
      ? `${amount} could not be sent back to your card`
      : `${amount} is on its way back to your card`,
    text: [
      `Hello ${user.name},`,
      failed
        ? `${amount} of your Flattr wallet could not be sent back to your card (${refund.failure}). It is in your wallet again.`
        : `${amount} of your Flattr wallet is on its way back to the card that it came from, by refund ${refund.providerId}. A bank takes up to ten days to show it.`,
      `Your wallet: ${policy.origin}/me/budget`,
    ].join('\n\n'),
  });
};
