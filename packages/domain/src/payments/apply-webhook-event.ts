import { applyBankPayout } from '../payouts/apply-bank-payout.ts';
import { applyReversal } from '../payouts/apply-reversal.ts';
import { refreshPayee } from '../payouts/refresh-payee.ts';
import type { Platform } from '../platform.ts';
import { applyDispute } from '../refunds/apply-dispute.ts';
import { applyRefund } from '../refunds/apply-refund.ts';
import { applyPayment } from './apply-payment.ts';
import { saveCard } from './save-card.ts';
import { settleCharge } from './settle-charge.ts';

/** Applies a stored event: fetches the object that it names, as it is now, and writes that. The order of events is nothing. */
export const applyWebhookEvent = async (platform: Platform, eventId: string): Promise<void> => {
  const { rows } = await platform.pool.query<{ type: string; object_id: string; account_id: string | null }>(
    'SELECT type, object_id, account_id FROM webhook_events WHERE provider_event_id = $1 AND applied_at IS NULL',
    [eventId],
  );
  const [event] = rows;
  if (!event) return;
  await (appliers[event.type] ?? ignore)(platform, event.object_id, event.account_id);
  await platform.pool.query(
    "UPDATE webhook_events SET applied_at = flattr_now(), body = '' WHERE provider_event_id = $1 AND applied_at IS NULL",
    [eventId],
  );
};

type Applier = (platform: Platform, objectId: string, accountId: string | null) => Promise<void>;

const ignore: Applier = async () => {};

const applyCheckout: Applier = async (platform, sessionId) => {
  const { reference, payment, card } = await platform.gateway.fetchCheckout(sessionId);
  if (card) await saveCard(platform, reference, card);
  if (payment) await settleCharge(platform, reference, payment);
};

/** A payout of a connected account; those of the operator's own account are the operator's. */
const applyPayout: Applier = async (platform, payoutId, accountId) => {
  if (accountId) await applyBankPayout(platform, await platform.gateway.fetchBankPayout(payoutId, accountId));
};

const appliers: Readonly<Record<string, Applier>> = {
  'checkout.session.completed': applyCheckout,
  'checkout.session.expired': applyCheckout,
  'payment_intent.succeeded': applyPayment,
  'payment_intent.payment_failed': applyPayment,
  'account.updated': refreshPayee,
  'refund.created': applyRefund,
  'refund.updated': applyRefund,
  'refund.failed': applyRefund,
  'charge.refund.updated': applyRefund,
  'charge.dispute.created': applyDispute,
  'charge.dispute.updated': applyDispute,
  'charge.dispute.funds_withdrawn': applyDispute,
  'charge.dispute.funds_reinstated': applyDispute,
  'charge.dispute.closed': applyDispute,
  'payout.paid': applyPayout,
  'payout.failed': applyPayout,
  'payout.canceled': applyPayout,
  'transfer.reversed': applyReversal,
};
