import type { ChargeId } from '../ids.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import type { Platform } from '../platform.ts';

/**
 * Confirms a payment to a supporter: what was charged, what the provider kept of it, and what is in the wallet. Of a top-up that
 * failed it says why, and leads to the page where they can pay, or prove to their bank that it is them.
 */
export const mailCharge = async ({ db, mailer, policy }: Platform, chargeId: ChargeId): Promise<void> => {
  const charge = await db.charge.findUniqueOrThrow({ where: { id: chargeId } });
  const user = await db.user.findUnique({ where: { id: charge.supporterId, leftAt: null } });
  const { netMicros, grossMicros, chargedAt } = charge;
  if (!user) return;
  const sum = (micros: bigint) =>
    `${formatDecimal(money(micros, currencyOf(charge.currency)))} ${charge.currency}`;
  if (charge.state === 'FAILED') {
    await mailer.send({
      to: user.email,
      subject: `Your card was not charged ${sum(grossMicros)}`,
      text: [
        `Hello ${user.name},`,
        `your wallet was to be filled with ${sum(grossMicros)}, and the card that you saved was not charged: ${charge.failure}`,
        `Your flattrs go on counting, on what your wallet still holds. To fill it, pay here; if your bank wants to ask whether it is you, it does so there: ${policy.origin}/me/budget`,
        'If that card is no longer the right one, change it on the same page.',
      ].join('\n\n'),
    });
    return;
  }
  if (netMicros === null || chargedAt === null) return;
  await mailer.send({
    to: user.email,
    subject: `Your payment of ${sum(grossMicros)} to Flattr`,
    text: [
      `Hello ${user.name},`,
      `on ${chargedAt.toISOString().slice(0, 10)} your card was charged ${sum(grossMicros)}${charge.kind === 'TOP_UP' ? ' for the months to come, as your budget says' : ''}. The payment provider kept ${sum(grossMicros - netMicros)}; ${sum(netMicros)} are in your wallet.`,
      `Payment ${charge.providerPaymentId}. What you do not give stays yours, and can be refunded: ${policy.origin}/me/budget`,
    ].join('\n\n'),
  });
};
