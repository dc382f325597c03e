import { donateAction, flattrAddress, jsonInScript } from './page-parts.ts';
import { registerPages } from './register.ts';
import { completeButtons, scriptInVue } from './site/complete-buttons.ts';
import { completeFeeds } from './site/complete-folder.ts';
import { elementsOf } from './site/elements.ts';
import { pageAddress } from './site/page-address.ts';
import { pageOf, type SitePage } from './site/read-page.ts';
import { checkSite, type SiteOptions } from './site/site-options.ts';

type HeadTag = [string, Record<string, string>] | [string, Record<string, string>, string];

type Token = { type: string; content: string; children: Token[] | null };

/** What is used of what VitePress gives: to its Markdown, to each page's head, after a build. */
type Markdown = {
  core: {
    ruler: {
      push(name: string, rule: (state: { tokens: Token[]; env: { relativePath?: string } }) => void): unknown;
    };
  };
};
type Rendered = {
  readonly content: string;
  readonly head: readonly (readonly [string, Record<string, string>, string?])[];
  readonly pageData: { readonly relativePath: string; readonly title: string };
  readonly siteData: { readonly lang: string };
};

export type VitePressOptions = SiteOptions & {
  /** Where the site will be read, with its base, such as `https://blog.example/`. */
  readonly site: string;
  /** As in the site's own configuration: whether `bread.html` is read at `/bread`. */
  readonly cleanUrls?: boolean;
};

/** The part of a VitePress configuration that a site extends. */
export type VitePressConfig = {
  vue: { template: { compilerOptions: { isCustomElement: (tag: string) => boolean } } };
  markdown: { config: (markdown: Markdown) => void };
  transformHead: (page: Rendered) => HeadTag[];
  buildEnd: (built: { readonly outDir: string }) => Promise<void>;
};

const headOf = (page: SitePage, instance: string): HeadTag[] => {
  const thing = { ...page, instance };
  return [
    ['link', { rel: 'payment', type: 'text/html', title: 'Flattr this', href: flattrAddress(thing) }],
    ['script', { type: 'application/ld+json' }, jsonInScript(donateAction(thing))],
  ];
};

/**
 * A configuration of VitePress 1 to extend: `<flattr-button></flattr-button>` in a page's Markdown is a button for that page, the
 * heads of such pages say where they are rewarded, and after a build the items of feeds too, and the pages are registered.
 *
 * @example
 * ```js
 * export default defineConfig({
 *   extends: flattr({ instance: 'https://flattr.example', site: 'https://blog.example/' }),
 * });
 * ```
 */
export const flattr = ({ site: given, cleanUrls, ...options }: VitePressOptions): VitePressConfig => {
  const { instance } = options;
  const site = checkSite(given, '`site` to flattr()');
  const pages = new Map<string, SitePage>();
  const addressOf = (source: string) => pageAddress(source.replace(/\.md$/, '.html'), site, cleanUrls);

  const completeToken = (token: Token, address: string): void => {
    const completed = completeButtons(token.content, instance, address);
    if (completed !== token.content) token.content = completed + scriptInVue(instance);
  };
  return {
    vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'flattr-button' } } },
    markdown: {
      config: ({ core }) => {
        core.ruler.push('flattr', ({ tokens, env: { relativePath = 'index.md' } }) => {
          for (const token of tokens.flatMap((token) => [token, ...(token.children ?? [])]))
            if (token.type.startsWith('html_')) completeToken(token, addressOf(relativePath));
        });
      },
    },
    transformHead: ({ content, head, pageData, siteData }) => {
      const address = addressOf(pageData.relativePath);
      const elements = [
        { name: 'html', attributes: new Map([['lang', siteData.lang]]) },
        ...head.map(([name, attributes]) => ({ name, attributes: new Map(Object.entries(attributes)) })),
        ...elementsOf(content),
      ];
      const page = pageOf(elements, pageData.title, { address, titleEnd: options.titleEnd });
      if (!page) return [];
      pages.set(address, page);
      return headOf(page, instance);
    },
    buildEnd: async ({ outDir }) => {
      await completeFeeds(outDir, instance);
      await registerPages({ ...options, pages: [...pages.values()] });
    },
  };
};
