import { randomBytes } from 'node:crypto';
import { transaction } from '@flattr/database';
import { newId, type UserId, type WebhookEndpointId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { checkEndpointUrl, checkEvents } from './check-endpoint.ts';
import type { WebhookEvent } from './event-types.ts';
import { secretOf } from './webhook-secret.ts';

const endpointsMax = 20;

/**
 * Makes a webhook endpoint and returns its secret, this once. Refuses, in this order: `webhook-url-refused`, `url-too-long`,
 * `webhook-events-missing`, `too-many-webhook-endpoints`.
 */
export const createWebhookEndpoint = async (
  platform: Platform,
  userId: UserId,
  input: { readonly url: string; readonly events: readonly WebhookEvent[] },
): Promise<{ readonly id: WebhookEndpointId; readonly secret: string }> => {
  const url = checkEndpointUrl(platform, input.url);
  const events = checkEvents(input.events);
  const id = newId<WebhookEndpointId>();
  const secret = secretOf(randomBytes(32));
  await transaction(platform.pool, async (sql) => {
    // Two that are made at once are counted one after the other.
    await sql.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [userId]);
    const { rowCount } = await sql.query('SELECT FROM webhook_endpoints WHERE user_id = $1', [userId]);
    if (rowCount !== null && rowCount >= endpointsMax) throw new Refusal('too-many-webhook-endpoints');
    await sql.query(
      'INSERT INTO webhook_endpoints (id, user_id, url, events, secret) VALUES ($1, $2, $3, $4, $5)',
      [id, userId, url, events, platform.webhooks.seal(secret)],
    );
  });
  return { id, secret };
};
