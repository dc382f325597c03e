import { type Sql, transaction } from '@flattr/database';
import { type DeliveryId, newId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** An endpoint hears of a thing's flattrs once in so many seconds at most. */
const gatherSeconds = 10;

const newsAtOnce = 10_000;

type Wanted = {
  endpoint_id: string;
  thing_id: string;
  month: string;
  pending_id: DeliveryId | null;
  sent: boolean | null;
  failures: number | null;
  due: Date;
};

/**
 * Makes one delivery of however many flattrs of a thing came within ten seconds: it is due when they are over, and counts then.
 * A count that has not arrived yet gives way to the newer one, which waits as long.
 */
export const gatherFlattrNews = async (platform: Platform): Promise<void> => {
  for (;;) {
    const gathered = await transaction(platform.pool, gatherChunk);
    if (gathered < newsAtOnce) return;
  }
};

const gatherChunk = async (sql: Sql): Promise<number> => {
  const news = await sql.query<{ thing_id: string; month: string }>(
    `DELETE FROM flattr_news WHERE id IN (SELECT id FROM flattr_news ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING thing_id, month`,
    [newsAtOnce],
  );
  if (news.rows.length === 0) return 0;
  const { rows } = await sql.query<Wanted>(
    `SELECT DISTINCT ON (e.id, n.thing_id, n.month) e.id AS endpoint_id, n.thing_id, n.month, d.id AS pending_id,
       d.attempts > 0 AS sent, d.failures, coalesce(d.next_attempt_at,
         to_timestamp((floor(extract(epoch FROM flattr_now()) / $3) + 1) * $3)) AS due
     FROM unnest($1::uuid[], $2::text[]) AS n (thing_id, month) JOIN things t ON t.id = n.thing_id
     JOIN webhook_endpoints e ON e.user_id = t.creator_id AND e.enabled AND 'thing.flattred' = ANY (e.events)
     LEFT JOIN webhook_deliveries d ON d.endpoint_id = e.id AND d.thing_id = n.thing_id AND d.month = n.month
       AND d.state = 'PENDING'
     ORDER BY e.id, n.thing_id, n.month, d.attempts`,
    [news.rows.map((row) => row.thing_id), news.rows.map((row) => row.month), gatherSeconds],
  );
  await writeCounts(
    sql,
    rows.filter(({ pending_id: pending, sent }) => !pending || sent),
  );
  return news.rows.length;
};

const writeCounts = async (sql: Sql, wanted: readonly Wanted[]): Promise<void> => {
  await sql.query(
    `UPDATE webhook_deliveries SET state = 'FAILED', next_attempt_at = NULL, ended_at = flattr_now()
     WHERE id = ANY ($1::uuid[]) AND state = 'PENDING'`,
    [wanted.flatMap(({ pending_id: pending }) => pending ?? [])],
  );
  await sql.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, type, event_key, thing_id, month, failures, next_attempt_at)
     SELECT id, endpoint_id, 'thing.flattred',
       concat_ws(':', 'thing.flattred', thing_id, month, floor(extract(epoch FROM flattr_now()) / $7)),
       thing_id, month, failures, due
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::timestamptz[])
       AS new (id, endpoint_id, thing_id, month, failures, due)
     ON CONFLICT (endpoint_id, event_key) DO NOTHING`,
    [
      wanted.map(() => newId<DeliveryId>()),
      wanted.map((row) => row.endpoint_id),
      wanted.map((row) => row.thing_id),
      wanted.map((row) => row.month),
      wanted.map((row) => row.failures ?? 0),
      wanted.map((row) => row.due),
      gatherSeconds,
    ],
  );
};
