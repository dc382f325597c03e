import { refreshPayee } from '../payouts/refresh-payee.ts';
import type { Platform } from '../platform.ts';
import { settleCharge } from './settle-charge.ts';

/** Applies a stored event: fetches the object that it names, as it is now, and writes that. The order of events is nothing. */
export const applyWebhookEvent = async (platform: Platform, eventId: string): Promise<void> => {
  const { rows } = await platform.pool.query<{ type: string; object_id: string }>(
    'SELECT type, object_id FROM webhook_events WHERE provider_event_id = $1 AND applied_at IS NULL',
    [eventId],
  );
  const [event] = rows;
  if (!event) return;
  await (appliers[event.type] ?? ignore)(platform, event.object_id);
  await platform.pool.query(
    "UPDATE webhook_events SET applied_at = flattr_now(), body = '' WHERE provider_event_id = $1 AND applied_at IS NULL",
    [eventId],
  );
};

type Applier = (platform: Platform, objectId: string) => Promise<void>;

const ignore: Applier = async () => {};

const applyCheckout: Applier = async (platform, sessionId) => {
  const { reference, payment } = await platform.gateway.fetchCheckout(sessionId);
  if (payment) await settleCharge(platform, reference, payment);
};

const applyPayment: Applier = async (platform, paymentId) => {
  const payment = await platform.gateway.fetchPayment(paymentId);
  if (payment.reference && payment.state === 'succeeded')
    await settleCharge(platform, payment.reference, payment);
};

const appliers: Readonly<Record<string, Applier>> = {
  'checkout.session.completed': applyCheckout,
  'payment_intent.succeeded': applyPayment,
  'account.updated': refreshPayee,
};
