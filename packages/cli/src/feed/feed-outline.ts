import type { FeedNode } from './feed-tree.ts';
import { FeedTrouble } from './feed-trouble.ts';

export const atomSpace = 'http://www.w3.org/2005/Atom';

/** The namespace of podcasts, and the address by which it was called first. */
export const podcastSpaces = [
  'https://podcastindex.org/namespace/1.0',
  'https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md',
] as const;

/** A channel or an item: where it stands, the address of the thing that it is, and behind what our elements go. */
export type FeedPlace = {
  readonly node: FeedNode;
  readonly anchor: FeedNode | undefined;
  readonly url: string | undefined;
};

export type FeedOutline = {
  readonly root: FeedNode;
  readonly format: 'rss' | 'atom';
  /** Whether its items are listened to or watched, which is what `podcast:` elements are for. */
  readonly isPodcast: boolean;
  readonly channel: FeedPlace;
  readonly items: readonly FeedPlace[];
};

/** The channel and the items of an RSS or Atom feed; throws `FeedTrouble` for whatever else it is. */
export const outlineFeed = (root: FeedNode, base?: string): FeedOutline => {
  if (root.local === 'feed') return outlineAtom(root, base);
  const channel = root.children.find(({ local, prefix }) => local === 'channel' && prefix === '');
  if ((root.local !== 'rss' && root.local !== 'RDF') || !channel) {
    const what = root.local === 'html' ? 'a web page' : `XML whose root is ${root.local}`;
    throw new FeedTrouble(`This is no feed but ${what}. A feed is RSS, with a channel, or Atom.`);
  }
  const items = [...channel.children, ...root.children].filter(({ local }) => local === 'item');
  const whole = placeOf(channel, rssAddress(channel), base);
  const place = (node: FeedNode) => placeOf(node, rssAddress(node), base ?? whole.url);
  return {
    root,
    format: 'rss',
    isPodcast: isPodcast(channel, items),
    channel: whole,
    items: items.map(place),
  };
};

const outlineAtom = (root: FeedNode, base?: string): FeedOutline => {
  if (root.space !== atomSpace)
    throw new FeedTrouble('This is no feed: its root feed is not of the namespace of Atom.');
  const entries = root.children.filter((child) => isAtom(child, 'entry'));
  const place = (node: FeedNode) =>
    placeOf(node, atomAddress(node), node.attributes['xml:base'] ?? root.attributes['xml:base'] ?? base);
  return { root, format: 'atom', isPodcast: false, channel: place(root), items: entries.map(place) };
};

const isAtom = ({ local, space }: FeedNode, name: string) => local === name && space === atomSpace;

type Addressed = { readonly node: FeedNode; readonly address: string };

const placeOf = (node: FeedNode, found: Addressed | undefined, base: string | undefined): FeedPlace => {
  const titled = node.children.find(({ local, prefix }) => local === 'title' && prefix === node.prefix);
  const anchor = found && found.node.local === 'link' ? found.node : (titled ?? found?.node);
  return { node, anchor, url: found && webAddress(found.address, base) };
};

const webAddress = (text: string, base: string | undefined): string | undefined => {
  if (!URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
};

/** The link, else a guid that is one, else what is enclosed: by the same address as `flattr register --feed` registers it. */
const rssAddress = ({ children }: FeedNode): Addressed | undefined => {
  const plain = children.filter(({ prefix }) => prefix === '');
  const link = plain.find(({ local, text }) => local === 'link' && text.trim() !== '');
  if (link) return { node: link, address: link.text.trim() };
  const guid = plain.find(({ local, attributes }) => local === 'guid' && attributes.isPermaLink !== 'false');
  if (guid && webAddress(guid.text.trim(), undefined)) return { node: guid, address: guid.text.trim() };
  const enclosure = plain.find(({ local, attributes }) => local === 'enclosure' && attributes.url);
  return enclosure && { node: enclosure, address: (enclosure.attributes.url ?? '').trim() };
};

const atomAddress = ({ children }: FeedNode): Addressed | undefined => {
  const links = children.filter(
    (child) => isAtom(child, 'link') && child.attributes.href && child.attributes.rel !== 'payment',
  );
  const node = links.find(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate') ?? links[0];
  return node && { node, address: (node.attributes.href ?? '').trim() };
};

const isPodcast = (channel: FeedNode, items: readonly FeedNode[]): boolean =>
  [channel, ...items].some(({ children }) =>
    children.some(({ local, space }) => local === 'enclosure' || isPodcastSpace(space)),
  );

export const isPodcastSpace = (space: string | undefined): boolean =>
  podcastSpaces.some((known) => known === space);
