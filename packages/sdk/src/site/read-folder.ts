import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from './list-files.ts';
import { pageAddress } from './page-address.ts';
import { type PagePlace, readPage, type SitePage } from './read-page.ts';

export type BuiltSite = {
  /** The folder with the built HTML. */
  readonly folder: string;
  /** Where it will be read, such as `https://blog.example/`; a canonical link in a page says it better. */
  readonly site: string;
  /** Whether `bread.html` is read at `/bread`. */
  readonly cleanUrls?: boolean | undefined;
  /** What each page's `<title>` ends with that is the site's, such as ` | My blog`. */
  readonly titleEnd?: string | undefined;
};

/** Each page of a built site, as it is read there. */
export const placesIn = async ({
  folder,
  site,
  cleanUrls,
  titleEnd,
}: BuiltSite): Promise<readonly (PagePlace & { readonly file: string })[]> =>
  (await listFiles(folder, /\.html?$/i)).map((path) => ({
    file: join(folder, path),
    address: pageAddress(path, site, cleanUrls),
    titleEnd,
  }));

/** The pages of a built site that can be flattred. */
export const readFolder = async (built: BuiltSite): Promise<readonly SitePage[]> => {
  const pages: SitePage[] = [];
  for (const place of await placesIn(built)) {
    const page = readPage(await readFile(place.file, 'utf8'), place);
    if (page) pages.push(page);
  }
  return pages;
};
