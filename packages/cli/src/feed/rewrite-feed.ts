import { readFeedBytes } from './feed-bytes.ts';
import { outlineFeed } from './feed-outline.ts';
import { readFeedTree } from './feed-tree.ts';
import { FeedTrouble } from './feed-trouble.ts';
import { type FeedEdit, planEdits } from './plan-edits.ts';
import { sameContent } from './same-content.ts';
import type { Payment } from './wanted-elements.ts';

export type RewriteOptions = Payment & {
  /** Where the feed was fetched: what its relative addresses are relative to. */
  readonly base?: string;
};

export type RewrittenFeed = {
  readonly bytes: Uint8Array;
  readonly edits: readonly FeedEdit[];
  readonly items: number;
  /** Items without a link: nothing can be flattred there, and nothing was written. */
  readonly withoutAddress: number;
};

/**
 * Writes into a feed where each of its things is paid, and keeps every byte that it does not own. Written twice it is as written
 * once. Throws `FeedTrouble` for what is no feed, and for one that a feed reader would read differently afterwards.
 */
export const rewriteFeed = (bytes: Uint8Array, options: RewriteOptions): RewrittenFeed => {
  const { units, read, write } = readFeedBytes(bytes);
  if (/^(?:\xef\xbb\xbf|\ufeff)?\s*[[{]/.test(units))
    throw new FeedTrouble('This is JSON. Payment links go into feeds of XML: RSS and Atom.');
  const outline = outlineFeed(readFeedTree(units, read), options.base);
  const edits = planEdits(units, outline, options);
  const edited = applyEdits(units, edits);
  if (edits.length > 0 && !sameContent(read(units), read(edited), options.server))
    throw new FeedTrouble('A feed reader would read this feed differently afterwards, so it is left alone.');
  return {
    bytes: edits.length > 0 ? write(edited) : bytes,
    edits,
    items: outline.items.length,
    withoutAddress: outline.items.filter(({ url }) => url === undefined).length,
  };
};

/** Edits in the order of their places, none reaching into the next. */
const applyEdits = (units: string, edits: readonly FeedEdit[]): string => {
  const pieces: string[] = [];
  let done = 0;
  for (const { at, removed, insert } of edits) {
    pieces.push(units.slice(done, at), insert);
    done = at + removed;
  }
  return pieces.join('') + units.slice(done);
};
