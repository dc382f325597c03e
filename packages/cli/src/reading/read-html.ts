import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Surroundings } from '../surroundings.ts';
import { exitCodes, Trouble } from '../trouble.ts';
import { addressOf, type RawEntry, type Read, type Skipped, titleOfAddress } from './entry.ts';
import { isAddress, load } from './load.ts';
import { pageFacts } from './page-facts.ts';

/** The pages that a site has although nobody reads them as such. */
const notPages = /(^|[\\/])(404|500|offline)(\.html|[\\/]index\.html)$/;

/**
 * A page, or every page of a folder. Its address is its canonical link; else, with `base`, what stands at the same place below
 * that. What has neither is left out, and so are pages whose canonical link is another page's. The first Flattr's buttons and links
 * on a page name what else of its site is registered.
 */
export const readHtml = async (
  surroundings: Surroundings,
  source: string,
  base: string | undefined,
): Promise<Read> => {
  if (isAddress(source)) {
    const { text, url } = await load(surroundings, source);
    return { entries: entriesOf(text, url ?? source), skipped: [] };
  }
  const path = resolve(surroundings.folder, source);
  const entries = new Map<string, RawEntry>();
  const pages: [url: string, text: string][] = [];
  const skipped: Skipped[] = [];
  for (const file of await pagesOf(path, source)) {
    const { text } = await load(surroundings, file);
    const at = base && new URL(placeOf(path, file), base.endsWith('/') ? base : `${base}/`).href;
    const { canonical } = pageFacts(text, at);
    const url = canonical ?? at;
    if (!url)
      skipped.push({
        what: relative(surroundings.folder, file),
        why: 'it has no canonical link; say --base',
      });
    else pages.push([url, text]);
  }
  for (const [url, text] of pages) if (!entries.has(url)) entries.set(url, entryOf(text, url));
  // A page says more of itself than others say of it.
  for (const [url, text] of pages)
    for (const other of pageFacts(text, url).others)
      if (!entries.has(other.url)) entries.set(other.url, other);
  return { entries: [...entries.values()], skipped };
};

const entriesOf = (html: string, at: string): readonly RawEntry[] => [
  entryOf(html, at),
  ...pageFacts(html, at).others,
];

const entryOf = (html: string, at: string): RawEntry => {
  const { canonical, title, kind, language, tags } = pageFacts(html, at);
  const url = canonical ?? addressOf(at) ?? at;
  return { url, title: title ?? titleOfAddress(url), kind, language, tags };
};

const pagesOf = async (path: string, source: string): Promise<readonly string[]> => {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new Trouble(exitCodes.misuse, `There is no file or folder ${source}.`);
  if (!found.isDirectory()) return [path];
  const files = await readdir(path, { recursive: true });
  const pages = files.filter(
    (file) => /\.html?$/i.test(file) && !notPages.test(file) && !/(^|[\\/])node_modules[\\/]/.test(file),
  );
  if (pages.length === 0)
    throw new Trouble(exitCodes.misuse, `There is no page in ${source}.`, 'Is the site built?');
  return pages.sort().map((file) => join(path, file));
};

/** The place of a file in its site: `bread/index.html` is served as `bread/`. */
const placeOf = (root: string, file: string): string => {
  const place = root === file ? '' : relative(root, file).split(sep).map(encodeURIComponent).join('/');
  return place.replace(/(^|\/)index\.html?$/i, '$1');
};
