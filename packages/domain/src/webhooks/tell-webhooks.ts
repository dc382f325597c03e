import { type DeliveryId, newId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { describeNews } from './describe-news.ts';
import { keyOfNews, type WebhookNews } from './event-types.ts';
import { messageBody } from './message.ts';

/**
 * Writes a delivery for each endpoint that hears of some news and was there when it happened, and wakes those who deliver. Told
 * again it changes nothing: an endpoint has one delivery of each.
 */
export const tellWebhooks = async (platform: Platform, news: WebhookNews): Promise<void> => {
  const { pool, queue } = platform;
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM webhook_endpoints WHERE ($1::uuid IS NULL OR user_id = $1) AND enabled AND $2 = ANY (events)
       AND created_at <= $3`,
    ['ownerId' in news ? news.ownerId : null, news.event, news.at],
  );
  if (rows.length === 0) return;
  const body = messageBody(news.event, new Date(news.at), await describeNews(platform, news));
  const told = await pool.query<{ endpoint_id: string }>(
    `INSERT INTO webhook_deliveries (id, endpoint_id, type, event_key, body, next_attempt_at)
     SELECT new.id, e.id, $3, $4, $5, flattr_now() FROM unnest($1::uuid[], $2::uuid[]) AS new (id, endpoint_id)
     JOIN webhook_endpoints e ON e.id = new.endpoint_id ON CONFLICT (endpoint_id, event_key) DO NOTHING RETURNING endpoint_id`,
    [rows.map(() => newId<DeliveryId>()), rows.map(({ id }) => id), news.event, keyOfNews(news), body],
  );
  for (const { endpoint_id: endpointId } of told.rows)
    await queue.nudge({ name: 'deliver-webhooks', payload: { endpointId } });
};
