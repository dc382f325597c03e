import type { Reader } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import type { Month } from '../month.ts';

/** How many flattrs each of these things has in a month, to the last one; a thing without any is left out. */
export const readFlattrCounts = async (
  reader: Reader,
  month: Month,
  thingIds: readonly ThingId[],
): Promise<ReadonlyMap<ThingId, number>> => {
  const { rows } = await reader.query<{ thing_id: ThingId; flattrs: number }>({
    name: 'read-flattr-counts',
    text: 'SELECT thing_id, flattr_count(thing_id, $1) AS flattrs FROM unnest($2::uuid[]) AS asked (thing_id)',
    values: [month, thingIds],
  });
  return new Map(rows.filter(({ flattrs }) => flattrs > 0).map((row) => [row.thing_id, row.flattrs]));
};
