import { Parser } from 'htmlparser2';
import { plain } from './entry.ts';

export type SitemapPage = {
  readonly loc: string;
  readonly lastmod: string | undefined;
  /** What `news:title` says. */
  readonly title: string | undefined;
};

/** What a sitemap lists: pages, or as an index other sitemaps. */
export type Sitemap = { readonly pages: readonly SitemapPage[]; readonly sitemaps: readonly string[] };

/** Reads a sitemap, a sitemap index, or the plain list of addresses that a sitemap may be; undefined for anything else. */
export const parseSitemap = (text: string): Sitemap | undefined => {
  if (!text.trimStart().startsWith('<')) return plainList(text);
  const pages: SitemapPage[] = [];
  const sitemaps: string[] = [];
  const path: string[] = [];
  let root: string | undefined;
  let fields: Record<string, string> = {};
  const parser = new Parser(
    {
      onopentag: (name) => {
        path.push(local(name));
        root ??= path[0];
        if (path.length === 2) fields = {};
      },
      ontext: (part) => {
        const [, , ...below] = path;
        const field = below.join('/');
        fields[field] = (fields[field] ?? '') + part;
      },
      onclosetag: (name) => {
        path.pop();
        const loc = plain(fields.loc ?? '');
        if (path.length !== 1 || loc === '') return;
        if (local(name) === 'sitemap') sitemaps.push(loc);
        if (local(name) === 'url')
          pages.push({ loc, lastmod: said(fields.lastmod), title: said(fields['news/title']) });
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  return root === 'urlset' || root === 'sitemapindex' ? { pages, sitemaps } : undefined;
};

/** A name without the prefix of its namespace. */
const local = (name: string): string => name.replace(/^.*:/, '');

const said = (text: string | undefined): string | undefined => plain(text ?? '') || undefined;

const plainList = (text: string): Sitemap | undefined => {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const listed = lines.filter((line) => line !== '');
  if (listed.length === 0 || listed.some((line) => !/^https?:\/\/\S+$/i.test(line))) return undefined;
  return { pages: listed.map((loc) => ({ loc, lastmod: undefined, title: undefined })), sitemaps: [] };
};
