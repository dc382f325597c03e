import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Deletes an endpoint with its secret and its log. Refuses `webhook-endpoint-unknown`. */
export const deleteWebhookEndpoint = async (
  { pool }: Platform,
  userId: UserId,
  endpointId: string,
): Promise<void> => {
  const { rowCount } = isId(endpointId)
    ? await pool.query('DELETE FROM webhook_endpoints WHERE id = $1 AND user_id = $2', [endpointId, userId])
    : { rowCount: 0 };
  if (!rowCount) throw new Refusal('webhook-endpoint-unknown', ['id']);
};
