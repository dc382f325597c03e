import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

/** What an instance serves of the button. */
export type ButtonScripts = {
  readonly button: () => Promise<string>;
  /** By language, what a page loads in place of `button.js`. */
  readonly languages: ReadonlyMap<string, string>;
  /** What pages of the first Flattr load, and from which paths. */
  readonly legacyLoader?: { readonly script: () => Promise<string>; readonly paths: readonly string[] };
};

/**
 * `GET /button.js` and `/button.de.js`, `es`, `fr`, `sv`: the button, for pages of any origin; without a cookie and the same for
 * everybody. So is the first Flattr's loader, which makes such buttons of its own. Each is read once.
 */
export const button = ({ button: readButton, languages, legacyLoader }: ButtonScripts): Hono => {
  const app = new Hono().use(cors(), etag());
  const read = once(readButton);
  app.get('/button.js', async (c) => c.body(await read(), 200, headers));
  for (const [language, script] of languages)
    app.get(`/button.${language}.js`, (c) => c.body(script, 200, headers));
  if (!legacyLoader) return app;
  const readLoader = once(legacyLoader.script);
  for (const path of legacyLoader.paths) app.get(path, async (c) => c.body(await readLoader(), 200, headers));
  return app;
};

/** Reads again only after a failure. */
const once = (readScript: () => Promise<string>): (() => Promise<string>) => {
  let script: Promise<string> | undefined;
  return () => {
    script ??= readScript().catch((error: unknown) => {
      script = undefined;
      throw error;
    });
    return script;
  };
};

const headers = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
