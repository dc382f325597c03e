import type { Reader } from '@flattr/database';
import type { ThingId } from '../ids.ts';
import { thingAt } from './thing-at.ts';

/** The things at canonical addresses, also at those from which they moved, by one statement; what is nobody's is left out. */
export const readThingIds = async (
  reader: Reader,
  urls: readonly string[],
): Promise<ReadonlyMap<string, ThingId>> => {
  const { rows } = await reader.query<{ url: string; id: ThingId }>({
    name: 'read-thing-ids',
    text: `SELECT url, id FROM (SELECT url, ${thingAt('asked.url')} AS id FROM unnest($1::text[]) AS asked (url)) AS found WHERE id IS NOT NULL`,
    values: [urls],
  });
  return new Map(rows.map(({ url, id }) => [url, id]));
};
