import type { PayoutId } from '../ids.ts';
import { currencyOf, formatDecimal, money } from '../money.ts';
import type { Platform } from '../platform.ts';

/** Tells a creator that money is on its way to their bank. */
export const mailPayout = async ({ db, mailer, policy }: Platform, payoutId: PayoutId): Promise<void> => {
  const payout = await db.payout.findUniqueOrThrow({ where: { id: payoutId } });
  const user = await db.user.findUnique({ where: { id: payout.creatorId, leftAt: null } });
  if (!user) return;
  const amount = `${formatDecimal(money(payout.amountMicros, currencyOf(payout.currency)))} ${payout.currency}`;
  await mailer.send({
    to: user.email,
    subject: `${amount} from your supporters is on its way`,
    text: [
      `Hello ${user.name},`,
      `${amount} that people gave you on Flattr is on its way to your bank: the payout of ${payout.month}, transfer ${payout.providerTransferId}.`,
      `What it is made of: ${policy.origin}/me/earnings`,
    ].join('\n\n'),
  });
};
