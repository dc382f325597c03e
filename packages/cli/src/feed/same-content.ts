import { isDeepStrictEqual } from 'node:util';
import { parseFeed } from 'feedsmith';
import { FeedTrouble } from './feed-trouble.ts';

/** Whether a feed reader finds the same in two texts of a feed, but for what of it is paid at this instance. */
export const sameContent = (before: string, after: string, server: string): boolean =>
  isDeepStrictEqual(withoutOurs(parsed(before), server), withoutOurs(parsed(after), server));

const parsed = (text: string): unknown => {
  try {
    return parseFeed(text.replace(/^\ufeff/, ''));
  } catch {
    throw new FeedTrouble('A feed reader cannot read this feed, so it is left alone.');
  }
};

/** The same without what is ours, and without what is then empty. */
const withoutOurs = (value: unknown, server: string): unknown => {
  if (Array.isArray(value)) {
    const kept = value.map((inner) => withoutOurs(inner, server)).filter((inner) => inner !== undefined);
    return kept.length > 0 ? kept : undefined;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isOurs(value, server)) return undefined;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, withoutOurs(inner, server)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};

const isOurs = (value: object, server: string): boolean => {
  const pays = (address: unknown) => typeof address === 'string' && address.startsWith(`${server}/flattr?`);
  if ('rel' in value && value.rel === 'payment' && 'href' in value) return pays(value.href);
  if ('type' in value && value.type === 'flattr' && 'method' in value) return true;
  return 'url' in value && pays(value.url);
};
