import { transaction } from '@flattr/database';
import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Sends a delivery that has ended again, under the same id and with the same body, and retries it as if it were new. Refuses,
 * in this order: `delivery-unknown`, `webhook-endpoint-disabled`, `delivery-under-way`.
 */
export const redeliverWebhook = async (
  { pool, queue }: Platform,
  userId: UserId,
  deliveryId: string,
): Promise<void> => {
  if (!isId(deliveryId)) throw new Refusal('delivery-unknown', ['id']);
  const endpointId = await transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ endpoint_id: string; enabled: boolean }>(
      `SELECT e.id AS endpoint_id, e.enabled FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
       WHERE d.id = $1 AND e.user_id = $2 FOR NO KEY UPDATE OF e`,
      [deliveryId, userId],
    );
    const [found] = rows;
    if (!found) throw new Refusal('delivery-unknown', ['id']);
    if (!found.enabled) throw new Refusal('webhook-endpoint-disabled', ['id']);
    const { rowCount } = await sql.query(
      `UPDATE webhook_deliveries SET state = 'PENDING', failures = 0, next_attempt_at = flattr_now(), ended_at = NULL
       WHERE id = $1 AND state <> 'PENDING'`,
      [deliveryId],
    );
    if (!rowCount) throw new Refusal('delivery-under-way', ['id']);
    return found.endpoint_id;
  });
  await queue.nudge({ name: 'deliver-webhooks', payload: { endpointId } });
};
