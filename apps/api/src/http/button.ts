import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

/** What an instance serves of the button. */
export type ButtonScripts = {
  readonly button: () => Promise<string>;
  /** By language, what a page loads in place of `button.js`. */
  readonly languages: ReadonlyMap<string, string>;
};

/**
 * `GET /button.js` and `/button.de.js`, `es`, `fr`, `sv`: the button, for pages of any origin; without a cookie and the same for
 * everybody. Read once.
 */
export const button = ({ button: readScript, languages }: ButtonScripts): Hono => {
  let script: Promise<string> | undefined;
  const read = () => {
    script ??= readScript().catch((error: unknown) => {
      script = undefined;
      throw error;
    });
    return script;
  };
  const app = new Hono().use(cors(), etag());
  app.get('/button.js', async (c) => c.body(await read(), 200, headers));
  for (const [language, script] of languages)
    app.get(`/button.${language}.js`, (c) => c.body(script, 200, headers));
  return app;
};

const headers = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
