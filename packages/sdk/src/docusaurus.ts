import { buttonScript } from './page-parts.ts';
import { registerFolder } from './register.ts';
import { completeFolder } from './site/complete-folder.ts';
import type { SiteOptions } from './site/site-options.ts';

/** What is used of what Docusaurus knows of a site. */
type Built = {
  readonly outDir: string;
  readonly siteConfig: {
    readonly url: string;
    readonly baseUrl: string;
    readonly title: string;
    readonly titleDelimiter?: string | undefined;
    readonly trailingSlash?: boolean | undefined;
  };
};

type HtmlTag = { readonly tagName: string; readonly attributes: Record<string, string> };

export type DocusaurusPlugin = {
  readonly name: string;
  readonly injectHtmlTags: () => { headTags: HtmlTag[] };
  readonly postBuild: (built: Built) => Promise<void>;
};

/**
 * A plugin of Docusaurus 3: every page loads the button's script, since one page leads to the next without loading it; after a
 * build the heads of pages with a button and the items of feeds say where they are rewarded, and the pages are registered.
 *
 * @example
 * ```js
 * plugins: [[flattr, { instance: 'https://flattr.example', token: process.env.FLATTR_TOKEN }]],
 * ```
 */
export const flattr = (
  _context: unknown,
  { id: _id, ...options }: SiteOptions & { id?: string },
): DocusaurusPlugin => ({
  name: 'flattr',
  injectHtmlTags: () => ({
    headTags: [{ tagName: 'script', attributes: { type: 'module', src: buttonScript(options.instance) } }],
  }),
  postBuild: async ({ outDir, siteConfig }) => {
    const built = {
      folder: outDir,
      site: new URL(siteConfig.baseUrl, siteConfig.url).href,
      cleanUrls: siteConfig.trailingSlash === false,
      titleEnd: options.titleEnd ?? ` ${siteConfig.titleDelimiter ?? '|'} ${siteConfig.title}`,
    };
    await completeFolder(built, options.instance);
    await registerFolder({ ...options, ...built });
  },
});
