import { adoptThings } from '@flattr/domain/claims/adopt-things';
import { mailClaim } from '@flattr/domain/claims/mail-claim';
import { standClaims } from '@flattr/domain/claims/stand-claims';
import { releaseEscrow } from '@flattr/domain/escrow/release-escrow';
import { returnEscrows } from '@flattr/domain/escrow/return-escrows';
import type { JobName, Jobs } from '@flattr/domain/events';
import type { ChargeId, DisputeId, PayoutId, RefundId, SiteId, UserId } from '@flattr/domain/ids';
import { mailLeaving } from '@flattr/domain/leaving/mail-leaving';
import { settleLeaving } from '@flattr/domain/leaving/settle-leaving';
import { settleLeavings } from '@flattr/domain/leaving/settle-leavings';
import { applyWebhookEvent } from '@flattr/domain/payments/apply-webhook-event';
import { forgetCards } from '@flattr/domain/payments/forget-cards';
import { mailCharge } from '@flattr/domain/payments/mail-charge';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import { mailPayout } from '@flattr/domain/payouts/mail-payout';
import { mailPayoutFailed } from '@flattr/domain/payouts/mail-payout-failed';
import { mailPayoutsRestricted } from '@flattr/domain/payouts/mail-payouts-restricted';
import { releasePayouts } from '@flattr/domain/payouts/release-payouts';
import { returnPayout } from '@flattr/domain/payouts/return-payout';
import { sendPayout } from '@flattr/domain/payouts/send-payout';
import { sendToBank } from '@flattr/domain/payouts/send-to-bank';
import type { Platform } from '@flattr/domain/platform';
import { reconcile } from '@flattr/domain/reconciliation/reconcile';
import { applyDispute } from '@flattr/domain/refunds/apply-dispute';
import { applyRefund } from '@flattr/domain/refunds/apply-refund';
import { mailDispute } from '@flattr/domain/refunds/mail-dispute';
import { mailRefund } from '@flattr/domain/refunds/mail-refund';
import { sendRefund } from '@flattr/domain/refunds/send-refund';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { fireStandingFlattrs } from '@flattr/domain/standing-flattrs/fire-standing-flattrs';
import { deliverWebhooks } from '@flattr/domain/webhooks/deliver-webhooks';
import { mailWebhookDisabled } from '@flattr/domain/webhooks/mail-webhook-disabled';
import { tellWebhooks } from '@flattr/domain/webhooks/tell-webhooks';

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
  'release-payouts': releasePayouts,
  'send-to-bank': (platform, { payoutId }) => sendToBank(platform, payoutId as PayoutId),
  'return-payout': (platform, { payoutId }) => returnPayout(platform, payoutId as PayoutId),
  'follow-payout': (platform, { payoutId }) => followPayout(platform, payoutId as PayoutId),
  'mail-payout': (platform, { payoutId }) => mailPayout(platform, payoutId as PayoutId),
  'release-escrow': (platform, { creatorId }) => releaseEscrow(platform, creatorId as UserId),
  'return-escrows': returnEscrows,
  'send-refund': (platform, { refundId }) => sendRefund(platform, refundId as RefundId),
  'mail-refund': (platform, { refundId }) => mailRefund(platform, refundId as RefundId),
  'apply-refund': (platform, { providerId }) => applyRefund(platform, providerId),
  'apply-dispute': (platform, { providerId }) => applyDispute(platform, providerId),
  'mail-dispute': (platform, { disputeId }) => mailDispute(platform, disputeId as DisputeId),
  'mail-charge': (platform, { chargeId }) => mailCharge(platform, chargeId as ChargeId),
  'forget-cards': (platform, { supporterId }) => forgetCards(platform, supporterId as UserId),
  'mail-payout-failed': (platform, { payoutId }) => mailPayoutFailed(platform, payoutId as PayoutId),
  'mail-payouts-restricted': (platform, { creatorId }) =>
    mailPayoutsRestricted(platform, creatorId as UserId),
  'fire-standing-flattrs': (platform, { month }) => fireStandingFlattrs(platform, month),
  'settle-leaving': (platform, { userId }) => settleLeaving(platform, userId as UserId),
  'settle-leavings': settleLeavings,
  'mail-leaving': mailLeaving,
  reconcile,
  'stand-claims': standClaims,
  'adopt-things': (platform, { siteId }) => adoptThings(platform, siteId as SiteId),
  'mail-claim': mailClaim,
  'tell-webhooks': tellWebhooks,
  'deliver-webhooks': deliverWebhooks,
  'mail-webhook-disabled': mailWebhookDisabled,
} satisfies { readonly [N in JobName]: Handler<N> };
