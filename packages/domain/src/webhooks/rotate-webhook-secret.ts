import { randomBytes } from 'node:crypto';
import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { previousSecretHours, secretOf } from './webhook-secret.ts';

/**
 * Gives an endpoint a new secret, shown this once; for a day the one before signs as well, and one that is older no more.
 * Refuses `webhook-endpoint-unknown`.
 */
export const rotateWebhookSecret = async (
  { pool, webhooks }: Platform,
  userId: UserId,
  endpointId: string,
): Promise<{ readonly secret: string }> => {
  const secret = secretOf(randomBytes(32));
  const { rowCount } = isId(endpointId)
    ? await pool.query(
        `UPDATE webhook_endpoints SET secret = $3, previous_secret = secret,
           previous_until = flattr_now() + make_interval(hours => $4)
         WHERE id = $1 AND user_id = $2`,
        [endpointId, userId, webhooks.seal(secret), previousSecretHours],
      )
    : { rowCount: 0 };
  if (!rowCount) throw new Refusal('webhook-endpoint-unknown', ['id']);
  return { secret };
};
