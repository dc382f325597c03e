import type { Reader } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Month } from '../month.ts';

/** Which of these things a supporter flattred in a month: for the supporter's own eyes. */
export const readFlattred = async (
  reader: Reader,
  supporterId: UserId,
  month: Month,
  thingIds: readonly ThingId[],
): Promise<ReadonlySet<ThingId>> => {
  const { rows } = await reader.query<{ thing_id: ThingId }>(
    'SELECT thing_id FROM flattrs WHERE month = $1 AND supporter_id = $2 AND thing_id = ANY ($3::uuid[])',
    [month, supporterId, thingIds],
  );
  return new Set(rows.map((row) => row.thing_id));
};
