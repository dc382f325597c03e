import type { Jobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import { missingDays } from './claim-states.ts';

type News = Jobs['mail-claim']['news'];

/** Tells somebody what became of their claim, and what they can do. */
export const mailClaim = async (
  { db, mailer, policy }: Platform,
  { claimId, news }: Jobs['mail-claim'],
): Promise<void> => {
  const claim = await db.claim.findUnique({ where: { id: claimId }, include: { user: true } });
  if (!claim || claim.user.leftAt) return;
  const { subject, text } = words[news](claim.site);
  await mailer.send({
    to: claim.user.email,
    subject,
    text: [`Hello ${claim.user.name},`, text, `Your sites: ${policy.origin}/me/sites`].join('\n\n'),
  });
};

const words: Readonly<Record<News, (site: string) => { readonly subject: string; readonly text: string }>> = {
  standing: (site) => ({
    subject: `${site} is yours on Flattr`,
    text: `Your proof was there for its whole waiting time, and nobody else had one. What is registered under ${site} without a creator is yours now. Leave the proof where it is: we look again each month and before each payout.`,
  }),
  frozen: (site) => ({
    subject: `Somebody else has proven ${site} as well`,
    text: `Another person has put a proof of their own on ${site}, or on a site that it lies in or that lies in it. Until one of you withdraws, or one proof is gone, nothing is paid for either. If the other proof is not meant to be there, remove it from your site.`,
  }),
  suspended: (site) => ({
    subject: `We no longer find your proof on ${site}`,
    text: `We looked at least twice within ${missingDays} days or more, and your proof was not there. Nothing is paid to you while that is so. Put it back and let us look, or withdraw the claim if the site is no longer yours.`,
  }),
};
