import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { addressOf, type RawEntry, type Read, type Skipped, titleOf } from './entry.ts';
import { isAddress, load } from './load.ts';
import { parseSitemap, type SitemapPage } from './parse-sitemap.ts';

/**
 * The pages of a sitemap, and of all those that an index names. A sitemap that an index in a file names is read beside it where it
 * stands there: a site that has just been built is not served yet.
 */
export const readSitemap = async (surroundings: Surroundings, source: string): Promise<Read> => {
  const pages: SitemapPage[] = [];
  const seen = new Set<string>();
  const waiting = [source];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const { text } = await load(surroundings, next);
    const sitemap = parseSitemap(text);
    if (!sitemap) throw new Trouble(exitCodes.misuse, `${next} is no sitemap.`);
    pages.push(...sitemap.pages);
    for (const address of sitemap.sitemaps) waiting.push(await placeOf(surroundings, next, address));
  }
  const skipped: Skipped[] = [];
  const entries: RawEntry[] = [];
  for (const { loc, lastmod, title } of pages) {
    const url = addressOf(loc);
    if (url) entries.push({ url, title: titleOf(title), changed: lastmod });
    else skipped.push({ what: loc, why: 'it is no web address' });
  }
  return { entries, skipped };
};

/** Where to read a sitemap that another names. */
const placeOf = async ({ folder }: Surroundings, by: string, address: string): Promise<string> => {
  const url = addressOf(address, isAddress(by) ? by : undefined);
  if (isAddress(by) || !url) return url ?? address;
  const beside = join(dirname(resolve(folder, by)), basename(new URL(url).pathname));
  return access(beside).then(
    () => beside,
    () => url,
  );
};
