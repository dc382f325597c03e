import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';

/** `GET /button.js`: the button, for pages of any origin; without a cookie and the same for everybody. Read once. */
export const button = (readScript: () => Promise<string>): Hono => {
  let script: Promise<string> | undefined;
  const read = () => {
    script ??= readScript().catch((error: unknown) => {
      script = undefined;
      throw error;
    });
    return script;
  };
  return new Hono().get('/button.js', cors(), etag(), async (c) =>
    c.body(await read(), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    }),
  );
};
