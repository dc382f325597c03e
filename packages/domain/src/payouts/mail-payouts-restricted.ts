import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** Tells a creator that the payment provider does not pay out to them any more, and what to do; not if it does again. */
export const mailPayoutsRestricted = async (
  { db, mailer, policy }: Platform,
  creatorId: UserId,
): Promise<void> => {
  const payee = await db.payee.findUnique({ where: { creatorId }, include: { creator: true } });
  if (!payee || payee.state === 'READY' || payee.creator.leftAt) return;
  const { creator, disabledReason, requirements } = payee;
  const asked = requirements.length > 0 ? ` It asks for: ${requirements.join(', ')}.` : '';
  await mailer.send({
    to: creator.email,
    subject: 'Your payouts are stopped',
    text: [
      `Hello ${creator.name},`,
      `The payment provider does not pay out to your account at the moment${disabledReason ? ` (${disabledReason})` : ''}.${asked}`,
      'Your earnings are safe on Flattr and wait for you.',
      `What to do: open ${policy.origin}/me/earnings and go on from there to the provider’s page, which says what is missing.`,
    ].join('\n\n'),
  });
};
