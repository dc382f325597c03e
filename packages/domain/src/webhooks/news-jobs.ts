import type { Sql } from '@flattr/database';
import type { Job } from '../events.ts';
import type { Happening } from './event-types.ts';

/**
 * The jobs that tell of news, for the transaction that makes them to record: none where nobody listens. A user's news are told
 * to their endpoints, a settled month's to all.
 */
export const newsJobs = async (sql: Sql, news: readonly Happening[]): Promise<readonly Job[]> => {
  const [first] = news;
  if (!first) return [];
  const owner = 'ownerId' in first ? first.ownerId : null;
  const { rows } = await sql.query<{ at: Date }>(
    `SELECT flattr_now() AS at FROM webhook_endpoints WHERE ($1::uuid IS NULL OR user_id = $1) AND enabled AND $2 = ANY (events) LIMIT 1`,
    [owner, first.event],
  );
  const at = rows[0]?.at.toISOString();
  return at ? news.map((one) => ({ name: 'tell-webhooks', payload: { ...one, at } })) : [];
};
