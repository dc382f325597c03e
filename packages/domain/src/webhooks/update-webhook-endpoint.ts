import { transaction } from '@flattr/database';
import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { checkEndpointUrl, checkEvents } from './check-endpoint.ts';
import { disableEndpoint } from './disable-endpoint.ts';
import type { WebhookEvent } from './event-types.ts';

/**
 * Changes what is given: where an endpoint is, of what it hears, whether it hears at all. What waits for one that is disabled
 * has failed; one that is enabled again hears of what happens from then on. Refuses, in this order: `webhook-url-refused`,
 * `url-too-long`, `webhook-events-missing`, `webhook-endpoint-unknown`.
 */
export const updateWebhookEndpoint = async (
  platform: Platform,
  userId: UserId,
  input: {
    readonly id: string;
    readonly url?: string;
    readonly events?: readonly WebhookEvent[];
    readonly enabled?: boolean;
  },
): Promise<void> => {
  const url = input.url === undefined ? undefined : checkEndpointUrl(platform, input.url);
  const events = input.events && checkEvents(input.events);
  if (!isId(input.id)) throw new Refusal('webhook-endpoint-unknown', ['id']);
  await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE webhook_endpoints SET url = coalesce($3, url), events = coalesce($4, events) WHERE id = $1 AND user_id = $2`,
      [input.id, userId, url, events],
    );
    if (!rowCount) throw new Refusal('webhook-endpoint-unknown', ['id']);
    if (input.enabled === false) await disableEndpoint(sql, input.id, undefined);
    if (input.enabled === true) {
      await sql.query(
        `UPDATE webhook_endpoints SET enabled = true, disabled_at = NULL, disabled_reason = NULL, failing_since = NULL
         WHERE id = $1 AND NOT enabled`,
        [input.id],
      );
    }
  });
};
