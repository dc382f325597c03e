import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Day } from '../month.ts';
import type { Escrow } from './escrow-row.ts';

/**
 * The day from which an escrow that is released now is free: today, or the last hold of whoever gave it. Where the creator has
 * earnings of that month and day already, it is a day later: an earning stays as it was written.
 */
export const firstFreeDay = async (
  sql: Sql,
  creatorId: UserId,
  { thingId, month, currency }: Escrow,
): Promise<Day> => {
  const { rows } = await sql.query<{ day: Day }>(
    `SELECT (free.day + taken.later)::text AS day FROM (
       SELECT greatest((flattr_now() AT TIME ZONE 'UTC')::date, max(s.available_on)) AS day
       FROM flattrs f JOIN settled_supporters s ON s.month = f.month AND s.supporter_id = f.supporter_id AND s.currency = $3
       WHERE f.month = $1 AND f.thing_id = $4
     ) AS free CROSS JOIN generate_series(0, 366) AS taken (later)
     WHERE NOT EXISTS (SELECT FROM earnings WHERE month = $1 AND creator_id = $2 AND currency = $3
       AND available_on = free.day + taken.later)
     ORDER BY taken.later LIMIT 1`,
    [month, creatorId, currency, thingId],
  );
  if (!rows[0]) throw new Error(`${creatorId} has earnings of ${month} on each day of a year`);
  return rows[0].day;
};

type Released = {
  readonly creatorId: UserId;
  readonly escrow: Escrow;
  readonly day: Day;
  readonly micros: bigint;
};

/** Writes what came out of an escrow as an earning of the month that gave it. */
export const writeReleased = async (
  sql: Sql,
  { creatorId, escrow: { month, currency }, day, micros }: Released,
): Promise<void> => {
  await sql.query(
    `INSERT INTO earnings (month, creator_id, currency, available_on, amount_micros, released)
     VALUES ($1, $2, $3, $4, $5, true)`,
    [month, creatorId, currency, day, micros],
  );
};
