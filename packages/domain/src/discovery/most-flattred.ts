import type { ThingId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import type { ThingKind } from '../things/thing-input.ts';

/** The things that most supporters flattred in a month, of one kind or of all, most first; ties by the newer thing. */
export const mostFlattred = async (
  { pool }: Platform,
  {
    month,
    kind,
    limit,
    offset,
  }: { readonly month: Month; readonly kind?: ThingKind; readonly limit: number; readonly offset: number },
): Promise<readonly { readonly thingId: ThingId; readonly flattrs: number }[]> => {
  const { rows } = await pool.query<{ thing_id: ThingId; flattrs: number }>(
    `SELECT f.thing_id, count(*)::int AS flattrs FROM flattrs f JOIN things t ON t.id = f.thing_id
     WHERE f.month = $1 AND ($2::text IS NULL OR t.kind = $2)
     GROUP BY f.thing_id
     HAVING NOT EXISTS (SELECT FROM claims WHERE refuses_since IS NOT NULL) OR NOT flattrs_refused(min(t.url))
     ORDER BY flattrs DESC, f.thing_id DESC LIMIT $3 OFFSET $4`,
    [month, kind ?? null, limit, offset],
  );
  return rows.map((row) => ({ thingId: row.thing_id, flattrs: row.flattrs }));
};
