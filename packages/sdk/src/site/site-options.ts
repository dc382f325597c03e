import type { RegisterOptions } from '../register.ts';

/** What the plugin of every generator is told. */
export type SiteOptions = RegisterOptions & {
  /** What each page's `<title>` ends with that is the site's, such as ` | My blog`. */
  readonly titleEnd?: string | undefined;
};

/** The site's address, or else a sentence that says where to give it. */
export const checkSite = (site: string | undefined, where: string): string => {
  if (!site || !URL.canParse(site)) throw new TypeError(`flattr needs the site's address: give ${where}`);
  return site.endsWith('/') ? site : `${site}/`;
};
