import type { Sql } from '@flattr/database';
import { newId, type ThingId, type UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';
import { canonicalUrl } from '../things/canonical-url.ts';
import { describePage, type PageHints } from '../things/page-hints.ts';
import { thingAt } from '../things/thing-at.ts';
import type { CheckedThing } from '../things/thing-input.ts';
import { checkWeight, insertFlattr } from './flattr-thing.ts';

export type AddressInput = {
  readonly url: string;
  readonly weight?: number;
  readonly month?: string;
  /** What the page says of itself. */
  readonly hints?: PageHints;
};

/**
 * Flattrs what an address names, also where nobody has registered it: then it becomes a thing as the hints describe it, else with
 * its address for a title; where nobody has claimed its site either, it has no creator, and what it is given waits. Refuses what `canonicalUrl` finds in the address, and what `flattrThing` refuses;
 * then there is no new thing either.
 */
export const flattrAddress = async (
  platform: Platform,
  supporterId: UserId,
  { url, weight = 1, month, hints = {} }: AddressInput,
): Promise<{ readonly thingId: ThingId; readonly month: Month }> => {
  const address = canonicalUrl(url);
  if (address.kind === 'trouble') throw new Refusal(address.code, ['url']);
  checkWeight(weight);
  const given = await inOpenMonth(platform, month, async (sql, open) => {
    const thingId = await findOrAdd(sql, describePage(address.url, hints));
    return { thingId, month: await insertFlattr(sql, supporterId, { thingId, weight }, open) };
  });
  platform.live.changed(`thing:${given.thingId}`);
  return given;
};

const findOrAdd = async (sql: Sql, { url, title, kind, language, tags }: CheckedThing): Promise<ThingId> => {
  await sql.query(
    `INSERT INTO things (id, url, title, kind, language, tags, creator_id) SELECT $1, $2, $3, $4, $5, $6, site_owner($2)
     WHERE ${thingAt('$2')} IS NULL ON CONFLICT (url) DO NOTHING`,
    [newId<ThingId>(), url, title, kind, language, tags],
  );
  const { rows } = await sql.query<{ id: ThingId | null }>(`SELECT ${thingAt('$1')} AS id`, [url]);
  if (!rows[0]?.id) throw new Error(`the thing at ${url} is not there`);
  return rows[0].id;
};
