import { readFlattrCounts } from '@flattr/domain/flattrs/read-flattr-counts';
import { isMonth, type Month, monthOf } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { canonicalUrl } from '@flattr/domain/things/canonical-url';
import { readThingIds } from '@flattr/domain/things/read-thing-ids';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ErrorCode } from '../graphql-errors.ts';
import { revalidated } from './revalidated.ts';

const urlsMax = 50;

/**
 * `GET /counts?url=…`: the public counts of up to 50 addresses in a month, for badges of any origin: without a cookie, the same
 * for everybody, kept by caches for a minute, and not of anybody's hour. What nobody has flattred has 0, known here or not.
 */
export const counts = (platform: Platform): Hono =>
  new Hono().get('/counts', cors({ origin: '*', exposeHeaders: ['etag'] }), revalidated(), async (c) => {
    const asked = c.req.queries('url') ?? [];
    if (asked.length === 0 || asked.length > urlsMax) return refuse(c, 'Give `url` once to 50 times.');
    const month = c.req.query('month') ?? monthOf(await platform.clock.now());
    if (!isMonth(month)) return refuse(c, 'A month is written YYYY-MM.');
    const found = await countAt(platform, month, asked);
    return c.json({ month, counts: asked.map((url) => ({ url, count: found.get(url) ?? 0 })) }, 200, {
      'cache-control': 'public, max-age=60, stale-while-revalidate=300',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });

/** The count of each address, as it was spelled; one that nothing can have is left out. */
const countAt = async ({ pool }: Platform, month: Month, asked: readonly string[]) => {
  const spelled = new Map<string, string>();
  for (const text of asked) {
    const address = canonicalUrl(text);
    if (address.kind !== 'trouble') spelled.set(text, address.url);
  }
  const ids = await readThingIds(pool, [...new Set(spelled.values())]);
  const flattrs = await readFlattrCounts(pool, month, [...ids.values()]);
  return new Map(
    [...spelled].map(([text, url]) => {
      const id = ids.get(url);
      return [text, id ? (flattrs.get(id) ?? 0) : 0];
    }),
  );
};

const refuse = (c: Context, message: string) => {
  const extensions = { code: 'BAD_USER_INPUT' satisfies ErrorCode, requestId: c.get('requestId') };
  return c.json({ errors: [{ message, extensions }] }, 400, { 'cache-control': 'no-store' });
};
