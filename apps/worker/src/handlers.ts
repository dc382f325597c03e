import type { JobName, Jobs } from '@flattr/domain/events';
import type { PayoutId, UserId } from '@flattr/domain/ids';
import { applyWebhookEvent } from '@flattr/domain/payments/apply-webhook-event';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { mailPayout } from '@flattr/domain/payouts/mail-payout';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import type { Platform } from '@flattr/domain/platform';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { fireStandingFlattrs } from '@flattr/domain/standing-flattrs/fire-standing-flattrs';

export type Handler<N extends JobName = JobName> = (platform: Platform, payload: Jobs[N]) => Promise<void>;

/** What each job does: one verb, which reads the truth from the database and may run any number of times. */
export const handlers = {
  'turn-months': turnMonths,
  'settle-shards': async (platform, { month }) => {
    await settleMonth(platform, month);
  },
  'top-up-wallet': (platform, { supporterId, month }) => topUpWallet(platform, supporterId as UserId, month),
  'apply-webhook-event': (platform, { eventId }) => applyWebhookEvent(platform, eventId),
  'send-payout': (platform, { payoutId }) => sendPayout(platform, payoutId as PayoutId),
  'mail-payout': (platform, { payoutId }) => mailPayout(platform, payoutId as PayoutId),
  'fire-standing-flattrs': (platform, { month }) => fireStandingFlattrs(platform, month),
} satisfies { readonly [N in JobName]: Handler<N> };
