import type { Jobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import { failingDaysMax } from './retry-schedule.ts';

/** Tells the owner of an endpoint that it was disabled, why, and what to do; not if it was enabled or deleted since. */
export const mailWebhookDisabled = async (
  { db, mailer, policy }: Platform,
  { endpointId }: Jobs['mail-webhook-disabled'],
): Promise<void> => {
  const endpoint = await db.webhookEndpoint.findUnique({
    where: { id: endpointId },
    include: { user: true },
  });
  if (!endpoint?.disabledReason || endpoint.user.leftAt) return;
  const { url, user, disabledReason } = endpoint;
  const why =
    disabledReason === 'GONE'
      ? 'It answered 410 Gone, by which a receiver says that it wants no more webhooks.'
      : `For ${failingDaysMax} days it has taken none of our webhooks.`;
  await mailer.send({
    to: user.email,
    subject: 'Your webhook endpoint was disabled',
    text: [
      `Hello ${user.name},`,
      `Flattr sends nothing to ${url} any more. ${why}`,
      `What to do: correct the receiver, enable the endpoint again on ${policy.origin}/me/webhooks, and send what it has missed again from there. What it was sent is kept for 30 days.`,
    ].join('\n\n'),
  });
};
