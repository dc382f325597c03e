import type { Reader } from '@flattr/database';

/** So many days are looked at again each night. */
const windowDays = 40;

/** From when on a reconciliation looks at objects if nobody says: the last 40 days, and since the oldest that is not over. */
export const windowStart = async (reader: Reader): Promise<Date> => {
  const { rows } = await reader.query<{ since: Date }>(
    `SELECT least(flattr_now() - make_interval(days => $1), min(created_at)) AS since FROM (
       SELECT created_at FROM charges WHERE state = 'INTENT'
       UNION ALL SELECT created_at FROM refunds WHERE state = 'INTENT'
       UNION ALL SELECT created_at FROM disputes WHERE waits
       UNION ALL SELECT created_at FROM payouts WHERE state IN ('WAITING', 'INTENT', 'TRANSFERRED', 'RETURNING')) AS unfinished`,
    [windowDays],
  );
  const [row] = rows;
  if (!row) throw new Error('the database told no time');
  return row.since;
};
