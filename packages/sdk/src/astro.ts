import { fileURLToPath } from 'node:url';
import { registerFolder } from './register.ts';
import { completeFolder } from './site/complete-folder.ts';
import { checkSite, type SiteOptions } from './site/site-options.ts';

type ViteModule = {
  readonly name: string;
  resolveId(id: string): string | undefined;
  load(id: string): string | undefined;
};

/** What is used of what Astro gives to an integration's hooks. */
type Setup = { updateConfig(config: { vite: { plugins: ViteModule[] } }): unknown };
type Configured = {
  readonly config: {
    readonly site?: string | undefined;
    readonly base: string;
    readonly build: { readonly format: string };
  };
};
type Built = { readonly dir: URL; readonly logger: { info(line: string): void } };

export type AstroIntegration = {
  readonly name: string;
  readonly hooks: {
    readonly 'astro:config:setup': (setup: Setup) => void;
    readonly 'astro:config:done': (done: Configured) => void;
    readonly 'astro:build:done': (built: Built) => Promise<void>;
  };
};

/** The module from which the component `flattr-button.astro` reads the instance. */
const instanceModule = 'virtual:flattr/instance';

const serveInstance = (instance: string): ViteModule => ({
  name: 'flattr-instance',
  resolveId: (id) => (id === instanceModule ? `\0${id}` : undefined),
  load: (id) =>
    id === `\0${instanceModule}` ? `export const instance = ${JSON.stringify(instance)};` : undefined,
});

/**
 * An integration of Astro: `@flattr/sdk/flattr-button.astro` is a button for the page on which it stands; after a build the
 * heads of such pages and the items of feeds say where they are rewarded, and the pages are registered.
 *
 * @example
 * ```js
 * export default defineConfig({
 *   site: 'https://blog.example/',
 *   integrations: [flattr({ instance: 'https://flattr.example', token: process.env.FLATTR_TOKEN })],
 * });
 * ```
 */
export const flattr = (options: SiteOptions): AstroIntegration => {
  let site = '';
  let cleanUrls = false;
  return {
    name: '@flattr/sdk',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [serveInstance(options.instance)] } });
      },
      'astro:config:done': ({ config }) => {
        site = new URL(config.base, checkSite(config.site, '`site` in astro.config')).href;
        cleanUrls = config.build.format === 'file';
      },
      'astro:build:done': async ({ dir, logger }) => {
        const built = { folder: fileURLToPath(dir), site, cleanUrls, titleEnd: options.titleEnd };
        await completeFolder(built, options.instance);
        await registerFolder({ log: (line) => logger.info(line), ...options, ...built });
      },
    },
  };
};
