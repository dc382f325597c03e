import type { Reader } from '@flattr/database';
import type { UserId } from '../ids.ts';

/** How many flattrs a supporter gave, in all months. */
export const countGivenFlattrs = async (reader: Reader, supporterId: UserId): Promise<number> => {
  const { rows } = await reader.query<{ flattrs: number }>(
    `SELECT coalesce(sum(given.flattrs), 0)::int AS flattrs FROM months m CROSS JOIN LATERAL (
       SELECT count(*) AS flattrs FROM flattrs WHERE flattrs.month = m.month AND supporter_id = $1) given`,
    [supporterId],
  );
  return rows[0]?.flattrs ?? 0;
};
