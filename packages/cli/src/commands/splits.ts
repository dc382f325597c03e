import { defineCommand } from 'citty';
import { type Asked, openSignedIn } from '../ask.ts';
import { FeedTrouble } from '../feed/feed-trouble.ts';
import { loadFeed } from '../feed/load-feed.ts';
import { readShares, type SharedEntry } from '../feed/read-shares.ts';
import { type SplitPart, splitOfShares } from '../feed/split-of-shares.ts';
import { instanceArg, jsonArg, tokenArg } from '../shared-args.ts';
import type { Surroundings } from '../surroundings.ts';
import { misuse } from '../trouble.ts';
import { whoQuery } from '../who.ts';

export const examples = [
  'flattr splits podcast.xml',
  'flattr splits https://podcast.example/feed.xml --json',
];

export const command = defineCommand({
  meta: {
    description:
      'Tell how your things would be shared as a feed’s value blocks say, each with the address at which you propose it, signed in',
  },
  args: {
    feed: { type: 'positional', required: true, valueHint: 'file|address', description: 'The feed' },
    ...instanceArg,
    ...tokenArg,
    ...jsonArg,
  },
  run: async ({ args, data }) => {
    const surroundings: Surroundings = data;
    const { bytes, url } = await loadFeed(surroundings, args.feed);
    const shared = sharesOf(bytes, url, args.feed);
    const asked = await openSignedIn(surroundings, args);
    const splits = await proposable(asked, shared);
    if (args.json) {
      surroundings.out(JSON.stringify({ named: shared.length, splits }, undefined, 2));
      return;
    }
    if (shared.length === 0)
      surroundings.out(`${args.feed} names nobody by a handle: see docs/integrate/podcasts.md`);
    else if (splits.length === 0)
      surroundings.out('Nothing of it is yours yet: register it, and claim its site.');
    for (const { url: thing, parts, proposeAt } of splits) {
      const words = parts.map(({ handle, basisPoints }) => `${handle} ${percentOf(basisPoints)} %`);
      surroundings.out(`${thing}: ${words.join(', ')}\n  ${proposeAt}`);
    }
  },
});

const sharesOf = (bytes: Uint8Array, base: string | undefined, feed: string): SharedEntry[] => {
  try {
    return readShares(bytes, base);
  } catch (error) {
    if (error instanceof FeedTrouble) throw misuse(`${feed}: ${error.message}`);
    throw error;
  }
};

type Proposable = { readonly url: string; readonly parts: readonly SplitPart[]; readonly proposeAt: string };

/** What the viewer is the creator of. */
const proposable = async (asked: Asked, shared: readonly SharedEntry[]): Promise<Proposable[]> => {
  const { viewer } = await asked.ask((flattr) => flattr.request(whoQuery, {}));
  const found: Proposable[] = [];
  for (const { url, recipients } of shared) {
    const thing = await asked.ask((flattr) => flattr.thing({ url }));
    if (!thing || !viewer || thing.creator?.handle !== viewer.user.handle) continue;
    const parts = splitOfShares(recipients);
    const typed = parts.map(({ handle, basisPoints }) => `${handle}:${percentOf(basisPoints)}`).join(',');
    found.push({
      url,
      parts,
      proposeAt: `${asked.instance}/t/${thing.uuid}/${encodeURIComponent(thing.slug)}?parts=${typed}#split`,
    });
  }
  return found;
};

const percentOf = (basisPoints: number): string => (basisPoints / 100).toFixed(2).replace(/\.?0+$/, '');
