import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';

/**
 * Takes what the provider tells: verified, stored as it came, with the job that applies it; told again, nothing changes.
 * Refuses `webhook-forged`, `webhook-stale`, `webhook-of-other-mode` and `webhook-thin` before a row is written.
 */
export const receiveWebhook = async (
  { pool, gateway, queue }: Platform,
  body: string,
  signature: string | undefined,
): Promise<'received' | 'replayed'> => {
  const event = await gateway.readEvent(body, signature);
  const recorded = await transaction(pool, async (sql) => {
    const { rowCount } = await sql.query(
      `INSERT INTO webhook_events (provider_event_id, type, object_id, account_id, body) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [event.id, event.type, event.objectId, event.accountId, body],
    );
    return rowCount ? recordJobs(sql, [{ name: 'apply-webhook-event', payload: { eventId: event.id } }]) : [];
  });
  await queue.ring(recorded);
  return recorded.length > 0 ? 'received' : 'replayed';
};
