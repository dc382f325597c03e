import type { Reader } from '@flattr/database';
import type { ThingId } from '../ids.ts';

/** Which of these things lie in a site whose owner refuses to take part. */
export const readRefused = async (
  reader: Reader,
  thingIds: readonly ThingId[],
): Promise<ReadonlySet<ThingId>> => {
  const { rows } = await reader.query<{ id: ThingId }>(
    'SELECT id FROM things WHERE id = ANY ($1::uuid[]) AND flattrs_refused(url)',
    [thingIds],
  );
  return new Set(rows.map(({ id }) => id));
};
