import type { Platform } from '../platform.ts';
import { gatherFlattrNews } from './gather-flattr-news.ts';

/** How long what has ended stays in the log. */
const keptDays = 30;

/** Gathers flattrs to be told, wakes those who deliver to every endpoint that has something due, and forgets what is old. */
export const sweepWebhooks = async (platform: Platform): Promise<void> => {
  const { pool, queue } = platform;
  await gatherFlattrNews(platform);
  const { rows } = await pool.query<{ id: string }>(
    `SELECT DISTINCT e.id FROM webhook_deliveries d JOIN webhook_endpoints e ON e.id = d.endpoint_id
     WHERE d.state = 'PENDING' AND d.next_attempt_at <= (SELECT flattr_now()) AND e.enabled
       AND (e.busy_until IS NULL OR e.busy_until < clock_timestamp()) LIMIT 1000`,
  );
  for (const { id } of rows) await queue.nudge({ name: 'deliver-webhooks', payload: { endpointId: id } });
  await pool.query(
    `DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries
       WHERE state <> 'PENDING' AND ended_at < flattr_now() - make_interval(days => $1) LIMIT 1000)`,
    [keptDays],
  );
};
