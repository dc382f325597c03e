import type { FeedOutline, FeedPlace } from './feed-outline.ts';
import { type FeedPrefixes, feedPrefixes } from './feed-prefixes.ts';
import type { FeedNode } from './feed-tree.ts';
import { isOurs, type Payment, type Role, type Wanted, wantedIn } from './wanted-elements.ts';
import { toXml } from './xml-text.ts';

/** Puts `insert` at a place of a feed's units, where so many are taken out. */
export type FeedEdit = {
  readonly at: number;
  readonly removed: number;
  readonly insert: string;
  readonly what: Role | 'namespace';
  readonly how: 'added' | 'updated' | 'removed';
  /** The thing that it is about. */
  readonly url?: string;
};

/** What has to be edited so that every place of a feed says how its thing is paid; nothing where it says so already. */
export const planEdits = (units: string, outline: FeedOutline, payment: Payment): FeedEdit[] => {
  const prefixes = feedPrefixes(outline.root, outline.format);
  const edits = [outline.channel, ...outline.items].flatMap((place) =>
    wantedIn(place, outline, payment).flatMap((wanted) =>
      editsFor({ units, place, prefixes, wanted }, payment),
    ),
  );
  const { root } = outline;
  const behindName = root.start + 1 + (root.prefix ? root.prefix.length + 1 : 0) + root.local.length;
  const declarations = [...prefixes.declared].map(
    ([space, prefix]): FeedEdit => ({
      at: behindName,
      removed: 0,
      insert: ` xmlns:${prefix}="${toXml(space)}"`,
      what: 'namespace',
      how: 'added',
    }),
  );
  return [...declarations, ...edits].sort((one, other) => one.at - other.at);
};

type Asked = {
  readonly units: string;
  readonly place: FeedPlace;
  readonly prefixes: FeedPrefixes;
  readonly wanted: Wanted;
};

/** One of ours stands there: it is brought up to date, and any more of the same go. Else it is put behind the anchor. */
const editsFor = ({ units, place, prefixes, wanted }: Asked, { server }: Payment): FeedEdit[] => {
  const { node, anchor, url } = place;
  const { role: what } = wanted;
  const [ours, ...more] = node.children.filter((child) => isOurs(child, what, server));
  const gone = more.map((other): FeedEdit => {
    const at = other.start - lineBefore(units, other.start).length;
    return { at, removed: other.end - at, insert: '', what, how: 'removed', url };
  });
  if (ours && says(ours, wanted)) return gone;
  const write = (line: string) => render(wanted, (space) => prefixes.prefixIn(node, space), line);
  if (ours) {
    const insert = write(lineBefore(units, ours.start));
    return [{ at: ours.start, removed: ours.end - ours.start, insert, what, how: 'updated', url }, ...gone];
  }
  const line = anchor ? lineBefore(units, anchor.start) : '';
  return [
    { at: anchor?.end ?? node.openEnd, removed: 0, insert: line + write(line), what, how: 'added', url },
    ...gone,
  ];
};

/** The line break and the indent in front of a place, or nothing if something else stands on its line. */
const lineBefore = (units: string, at: number): string => {
  const from = Math.max(0, at - 200);
  return /(?:\r\n|\n|\r)[ \t]*$/.exec(units.slice(from, at))?.[0] ?? '';
};

/** Whether an element says all that is wanted of it, whatever it says besides. */
const says = (node: FeedNode, { attributes, text, children = [] }: Omit<Wanted, 'role'>): boolean => {
  const inner = node.children.filter(({ local }) => children.some((child) => child.local === local));
  return (
    Object.entries(attributes).every(([name, value]) => node.attributes[name] === value) &&
    (text === undefined || node.text.trim() === text) &&
    inner.length === children.length &&
    children.every((child, index) => inner[index] !== undefined && says(inner[index], child))
  );
};

type Named = (space: string) => string;

const render = (wanted: Omit<Wanted, 'role'>, prefixOf: Named, line: string): string => {
  const prefix = prefixOf(wanted.space);
  const name = prefix ? `${prefix}:${wanted.local}` : wanted.local;
  const attributes = Object.entries(wanted.attributes).map(([key, value]) => ` ${key}="${toXml(value)}"`);
  const start = `<${name}${attributes.join('')}`;
  if (wanted.text !== undefined) return `${start}>${toXml(wanted.text)}</${name}>`;
  if (!wanted.children) return `${start}/>`;
  const within = line && `${line}  `;
  const children = wanted.children.map((child) => within + render(child, prefixOf, within));
  return `${start}>${children.join('')}${line}</${name}>`;
};
