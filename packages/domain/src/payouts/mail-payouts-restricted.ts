import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** Tells a creator that the payment provider does not pay out to them any more, and what to do; not if it does again. */
export const mailPayoutsRestricted = async (
  { db, mailer, policy }: Platform,
  creatorId: UserId,
): Promise<void> => {
  const payee = await db.payee.findUnique({ where: { creatorId }, include: { creator: true } });
  if (!payee || payee.state === 'READY' || payee.creator.leftAt) return;
  const { creator } = payee;
  await mailer.send({
    to: creator.email,
    subject: 'Your payouts are stopped',
    text: [
      `Hello ${creator.name},`,
      'The payment provider does not pay out to your account at the moment. Your earnings are safe on Flattr and wait for you.',
      `Why, and what to do: ${policy.origin}/me/earnings says it in words, and leads to the provider’s own page.`,
    ].join('\n\n'),
  });
};
