import type { Platform } from '../platform.ts';

/** The most that are named, where many differ. */
const namedMax = 100;

/**
 * Compares the counts with the flattrs, thing by thing and month by month in one snapshot: what was gathered and what was
 * not yet are together what stands. Gives what differs, and how many counts there are.
 */
export const checkCounts = async ({
  pool,
}: Platform): Promise<{ readonly broken: readonly string[]; readonly counts: number }> => {
  const { rows } = await pool.query<{ trouble: string | null; counts: number }>(
    `WITH counted AS (
       SELECT thing_id, month, sum(flattrs) AS flattrs FROM (
         SELECT thing_id, month, flattrs FROM thing_counts UNION ALL SELECT thing_id, month, change FROM flattr_deltas
       ) parts GROUP BY 1, 2
     ), given AS (SELECT thing_id, month, count(*) AS flattrs FROM flattrs GROUP BY 1, 2),
     months AS (
       SELECT 'thing ' || thing_id || ' in ' || month || ' is counted ' || coalesce(c.flattrs, 0) || ' times and has '
         || coalesce(g.flattrs, 0) || ' flattrs' AS trouble
       FROM counted c FULL JOIN given g USING (thing_id, month) WHERE coalesce(c.flattrs, 0) <> coalesce(g.flattrs, 0)
     ), ever AS (
       SELECT 'thing ' || thing_id || ' is ranked by ' || coalesce(t.flattrs, 0) || ' flattrs and counted '
         || coalesce(c.flattrs, 0) || ' times' AS trouble
       FROM (SELECT thing_id, flattrs FROM thing_tallies) t
       FULL JOIN (SELECT thing_id, sum(flattrs) AS flattrs FROM thing_counts GROUP BY 1) c USING (thing_id)
       WHERE coalesce(t.flattrs, 0) <> coalesce(c.flattrs, 0)
     )
     SELECT trouble, (SELECT count(*)::int FROM counted) AS counts
     FROM (SELECT 1) always LEFT JOIN (SELECT * FROM months UNION ALL SELECT * FROM ever ORDER BY 1 LIMIT $1) found ON true`,
    [namedMax],
  );
  return {
    broken: rows.flatMap(({ trouble }) => (trouble === null ? [] : [trouble])),
    counts: rows[0]?.counts ?? 0,
  };
};
