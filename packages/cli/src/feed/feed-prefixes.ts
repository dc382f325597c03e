import { isPodcastSpace } from './feed-outline.ts';
import { allNodes, type FeedNode } from './feed-tree.ts';

/** By which prefix an element of a namespace is called within a parent, and what the root has to declare for that. */
export type FeedPrefixes = {
  readonly prefixIn: (parent: FeedNode, space: string) => string;
  readonly declared: ReadonlyMap<string, string>;
};

/**
 * Prefixes that a feed declares itself, wherever they hold; where none does, one that the feed uses nowhere, declared at the root.
 * Only Atom has a default namespace that ours may go by: in RSS a plain `link` is its own.
 */
export const feedPrefixes = (root: FeedNode, format: 'rss' | 'atom'): FeedPrefixes => {
  const declared = new Map<string, string>();
  const used = new Set(allNodes(root).flatMap(({ scope, prefix }) => [...scope.keys(), prefix]));
  const declare = (space: string): string => {
    const name = isPodcastSpace(space) ? 'podcast' : 'atom';
    let prefix = name;
    for (let count = 2; used.has(prefix); count += 1) prefix = `${name}${count}`;
    used.add(prefix);
    declared.set(space, prefix);
    return prefix;
  };
  return {
    declared,
    prefixIn: (parent, space) => {
      const known = [...parent.scope].find(
        ([prefix, bound]) => isSame(bound, space) && (prefix !== '' || format === 'atom'),
      );
      return known?.[0] ?? declared.get(space) ?? declare(space);
    },
  };
};

const isSame = (one: string, other: string): boolean =>
  one === other || (isPodcastSpace(one) && isPodcastSpace(other));
