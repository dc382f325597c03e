import type { Sql } from '@flattr/database';
import { newId, type ThingId, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { canonicalUrl } from '../things/canonical-url.ts';
import { checkWeight, insertFlattr } from './flattr-thing.ts';

export type AddressInput = { readonly url: string; readonly weight?: number; readonly month?: string };

/** As long as a title may be. */
const titleMax = 300;

/**
 * Flattrs what an address names, also where nobody has registered it: then it becomes a thing whose title is its
 * address; where nobody has claimed its site either, it has no creator, and what it is given waits. Refuses what `canonicalUrl` finds in the address, and what `flattrThing` refuses;
 * then there is no new thing either.
 */
export const flattrAddress = async (
  platform: Platform,
  supporterId: UserId,
  { url, weight = 1, month }: AddressInput,
): Promise<{ readonly thingId: ThingId; readonly month: Month }> => {
  const address = canonicalUrl(url);
  if (address.kind === 'trouble') throw new Refusal(address.code, ['url']);
  checkWeight(weight);
  const given = await inOpenMonth(platform, month, async (sql, open) => {
    const thingId = await findOrAdd(sql, address.url);
    return { thingId, month: await insertFlattr(sql, supporterId, { thingId, weight }, open) };
  });
  platform.live.changed(`thing:${given.thingId}`);
  return given;
};

const findOrAdd = async (sql: Sql, url: string): Promise<ThingId> => {
  await sql.query(
    `INSERT INTO things (id, url, title, kind, creator_id) VALUES ($1, $2, $3, 'OTHER', site_owner($2)) ON CONFLICT (url) DO NOTHING`,
    [newId<ThingId>(), url, url.replace(/^https?:\/\/(?:www\.)?/, '').slice(0, titleMax)],
  );
  const { rows } = await sql.query<{ id: ThingId }>('SELECT id FROM things WHERE url = $1', [url]);
  if (!rows[0]) throw new Error(`the thing at ${url} is not there`);
  return rows[0].id;
};
