import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@flattr/evidence';
import { parseRssFeed } from 'feedsmith';

export type Entry = { readonly url: string; readonly title: string; readonly kind: 'AUDIO' | 'ARTICLE' };

/** Real feeds where they stand beside the project, its own small ones otherwise. */
const read = (shared: string, own: string): string => {
  const real = join(sharedFolder(), 'feeds', shared);
  return readFileSync(existsSync(real) ? real : join(import.meta.dirname, 'samples', own), 'utf8');
};

export const podcastEntries = (): readonly Entry[] =>
  (parseRssFeed(read('podcast.rss.xml', 'podcast.rss.xml')).items ?? []).map(({ link = '', title = '' }) => ({
    url: link,
    title,
    kind: 'AUDIO',
  }));

export const sitemapEntries = (): readonly Entry[] =>
  [...read('blog.sitemap.xml', 'sitemap.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => ({
    url,
    title: decodeURI(new URL(url).pathname.split('/').filter(Boolean).at(-1) ?? url).replaceAll('-', ' '),
    kind: 'ARTICLE',
  }));
