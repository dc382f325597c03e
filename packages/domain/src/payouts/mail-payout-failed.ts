import type { PayoutId } from '../ids.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import type { Platform } from '../platform.ts';

/** Tells a creator that a payout did not go through, why, that the money is theirs still, and what to do. */
export const mailPayoutFailed = async (
  { db, mailer, policy }: Platform,
  payoutId: PayoutId,
): Promise<void> => {
  const payout = await db.payout.findUniqueOrThrow({ where: { id: payoutId } });
  const user = await db.user.findUnique({ where: { id: payout.creatorId, leftAt: null } });
  if (!user) return;
  const amount = `${formatDecimal(money(payout.amountMicros, currencyOf(payout.currency)))} ${payout.currency}`;
  await mailer.send({
    to: user.email,
    subject: `Your payout of ${amount} did not go through`,
    text: [
      `Hello ${user.name},`,
      `Your payout of ${amount} did not go through. The payment provider says: ${payout.failure}`,
      'Nothing is lost: the whole sum is back in your earnings on Flattr.',
      `What to do: look at ${policy.origin}/me/earnings, correct your bank account there if it is wrong, and then ask for the payout again. If you do nothing, the next monthly payout tries again.`,
    ].join('\n\n'),
  });
};
