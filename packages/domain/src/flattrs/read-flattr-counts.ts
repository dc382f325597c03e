import type { Reader } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import type { Month } from '../month.ts';

/** How many flattrs each of these things has in a month; a thing without any is left out. */
export const readFlattrCounts = async (
  reader: Reader,
  month: Month,
  thingIds: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, number>> => {
  const { rows } = await reader.query<{ thing_id: ThingId; flattrs: number }>(
    `SELECT thing_id, count(*)::int AS flattrs FROM flattrs WHERE month = $1 AND thing_id = ANY ($2::uuid[])
     GROUP BY thing_id`,
    [month, thingIds],
  );
  return new Map(rows.map((row) => [row.thing_id, row.flattrs]));
};
