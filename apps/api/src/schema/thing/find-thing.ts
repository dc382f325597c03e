import { isId, type ThingId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { canonicalUrl } from '@flattr/domain/things/canonical-url';
import { readThingIds } from '@flattr/domain/things/read-thing-ids';
import { badInput } from '../../graphql-errors.ts';
import { parseNodeId } from '../node-id.ts';

export type ThingLookup = { readonly url?: string | null; readonly thing?: string | null };

/** The thing at an address, also one that it moved from, if anybody has registered it. Refuses what `canonicalUrl` finds in the address. */
export const findThingAt = async ({ pool }: Platform, url: string): Promise<ThingId | undefined> => {
  const address = canonicalUrl(url);
  if (address.kind === 'trouble') throw new Refusal(address.code, ['url']);
  return (await readThingIds(pool, [address.url])).get(address.url);
};

/**
 * Finds the thing that an input names by its address or its id. Refuses what `canonicalUrl` finds in the address, and
 * `thing-unknown`; neither or both is bad input.
 */
export const findThing = async (platform: Platform, { url, thing }: ThingLookup): Promise<ThingId> => {
  if (typeof url === 'string' && typeof thing !== 'string') {
    const found = await findThingAt(platform, url);
    if (!found) throw new Refusal('thing-unknown', ['url']);
    return found;
  }
  if (typeof thing !== 'string' || typeof url === 'string')
    throw badInput('Name the thing by either `url` or `thing`.');
  const id = thingIdOf(thing);
  if (!id || !(await platform.db.thing.findUnique({ where: { id }, select: { id: true } }))) {
    throw new Refusal('thing-unknown', ['thing']);
  }
  return id;
};

/** The id of a thing from either of its spellings: the uuid of its address, or the global id. */
export const thingIdOf = (text: string): ThingId | undefined => {
  if (isId(text)) return text as ThingId;
  const node = parseNodeId(text);
  return node?.typename === 'Thing' ? (node.id as ThingId) : undefined;
};
