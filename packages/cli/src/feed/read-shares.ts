import { readFeedBytes } from './feed-bytes.ts';
import { type FeedPlace, isPodcastSpace, outlineFeed } from './feed-outline.ts';
import { type FeedNode, readFeedTree } from './feed-tree.ts';
import { type Recipient, recipientOf } from './recipient.ts';

/** An entry of a feed, and who of its recipients has a handle here. */
export type SharedEntry = { readonly url: string; readonly recipients: readonly Recipient[] };

/**
 * Who shares in each entry, and in the feed itself, by what its value blocks of any type say: those who are named `flattr:<handle>`, or
 * have one as `customKey="flattr"`. An entry's own blocks hide the channel's; fees are nobody's part. Throws `FeedTrouble`.
 */
export const readShares = (bytes: Uint8Array, base?: string): SharedEntry[] => {
  const { units, read } = readFeedBytes(bytes);
  const { channel, items } = outlineFeed(readFeedTree(units, read), base);
  const ofAll = recipientsIn(channel.node);
  return [channel, ...items].flatMap((place: FeedPlace) => {
    const own = valuesIn(place.node).length > 0 ? recipientsIn(place.node) : ofAll;
    return place.url && own.length > 0 ? [{ url: place.url, recipients: own }] : [];
  });
};

const valuesIn = ({ children }: FeedNode): FeedNode[] =>
  children.filter(({ local, space }) => local === 'value' && isPodcastSpace(space));

const recipientsIn = (node: FeedNode): Recipient[] =>
  valuesIn(node)
    .flatMap(({ children }) => children)
    .filter(({ local, attributes }) => local === 'valueRecipient' && attributes.fee !== 'true')
    .flatMap(({ attributes: { name = '', customKey, customValue = '', split = '' } }) => {
      const handle = customKey === 'flattr' ? customValue : (/^flattr:(.+)$/.exec(name)?.[1] ?? '');
      return recipientOf(`${handle.replace(/^@/, '')}=${split}`) ?? [];
    });
