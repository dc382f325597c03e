import { buttonWithScript } from './page-parts.ts';
import { registerPages } from './register.ts';
import type { ButtonThing } from './render-button.ts';
import { completeFeed } from './site/complete-feed.ts';
import { completePage } from './site/complete-page.ts';
import { readPage } from './site/read-page.ts';
import { checkSite, type SiteOptions } from './site/site-options.ts';

type PageData = { readonly page: { readonly url?: string | false; readonly outputPath?: string | false } };

type Built = {
  readonly runMode?: string;
  readonly results: readonly { readonly url?: string | false; readonly content?: unknown }[];
};

/** What is used of the configuration that Eleventy gives. */
type EleventyConfig = {
  addShortcode(name: string, render: (this: PageData, thing?: Partial<ButtonThing>) => string): unknown;
  addTransform(name: string, change: (this: PageData, content: string) => string): unknown;
  on(event: 'eleventy.after', listener: (built: Built) => Promise<void>): unknown;
};

export type EleventyOptions = SiteOptions & {
  /** Where the site will be read, such as `https://blog.example/`. */
  readonly site: string;
};

/**
 * A plugin of Eleventy 3: the shortcode `flattr` writes a button for the page on which it stands, the page's head and the
 * feed's items say where they are rewarded, and `eleventy.after` registers the pages that have a button.
 *
 * @example
 * ```js
 * eleventyConfig.addPlugin(flattr, { instance: 'https://flattr.example', site: 'https://blog.example/' });
 * ```
 */
export const flattr = (eleventyConfig: EleventyConfig, options: EleventyOptions): void => {
  const { instance, titleEnd } = options;
  const site = checkSite(options.site, '`site` to the plugin');
  const addressOf = (url: string) => new URL(url.replace(/^\//, ''), site).href;
  const placeOf = (url: string) => ({ address: addressOf(url), titleEnd });

  eleventyConfig.addShortcode('flattr', function (thing = {}) {
    return buttonWithScript({ instance, url: addressOf(this.page.url || '/'), ...thing });
  });
  eleventyConfig.addTransform('flattr', function (content) {
    const { url, outputPath } = this.page;
    if (!url || !outputPath) return content;
    if (/\.html?$/.test(outputPath)) return completePage(content, placeOf(url), instance).html;
    return /\.(xml|rss|atom)$/.test(outputPath) ? completeFeed(content, instance) : content;
  });
  eleventyConfig.on('eleventy.after', async ({ results, runMode = 'build' }) => {
    if (runMode !== 'build') return;
    const pages = results.flatMap(({ url, content }) => {
      const page = url && typeof content === 'string' ? readPage(content, placeOf(url)) : null;
      return page ? [page] : [];
    });
    await registerPages({ ...options, pages });
  });
};
