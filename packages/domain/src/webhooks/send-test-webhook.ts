import { type DeliveryId, isId, newId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { testEvent } from './event-types.ts';
import { messageBody } from './message.ts';

const testsPerHour = 20;

/**
 * Sends an endpoint a test, signed and logged as all others and tried once. Refuses, in this order: `webhook-endpoint-unknown`,
 * `webhook-endpoint-disabled`, `too-many-test-webhooks`.
 */
export const sendTestWebhook = async (
  { pool, queue, clock }: Platform,
  userId: UserId,
  endpointId: string,
): Promise<DeliveryId> => {
  if (!isId(endpointId)) throw new Refusal('webhook-endpoint-unknown', ['id']);
  const { rows } = await pool.query<{ enabled: boolean; tests: number }>(
    `SELECT enabled, (SELECT count(*)::int FROM webhook_deliveries d WHERE d.endpoint_id = e.id AND type = $3
       AND created_at > flattr_now() - interval '1 hour') AS tests
     FROM webhook_endpoints e WHERE id = $1 AND user_id = $2`,
    [endpointId, userId, testEvent],
  );
  const [endpoint] = rows;
  if (!endpoint) throw new Refusal('webhook-endpoint-unknown', ['id']);
  if (!endpoint.enabled) throw new Refusal('webhook-endpoint-disabled', ['id']);
  if (endpoint.tests >= testsPerHour) throw new Refusal('too-many-test-webhooks', ['id']);
  const id = newId<DeliveryId>();
  await pool.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, type, event_key, body, next_attempt_at)
     VALUES ($1, $2, $3, $4, $5, flattr_now())`,
    [
      id,
      endpointId,
      testEvent,
      `${testEvent}:${id}`,
      messageBody(testEvent, await clock.now(), { endpoint: endpointId }),
    ],
  );
  await queue.nudge({ name: 'deliver-webhooks', payload: { endpointId } });
  return id;
};
