import type { MiddlewareHandler } from 'hono';

/**
 * Whether a browser sends this request from our own pages. What no browser sent says nothing about where it comes from,
 * and carries no cookie that somebody else could misuse.
 */
export const isSameOrigin = (headers: Headers, origin: string): boolean => {
  const site = headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return true;
  const from = headers.get('origin');
  return from === null ? site === null : from === origin;
};

export const refuseForeignOrigin =
  (origin: string): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method === 'POST' && !isSameOrigin(c.req.raw.headers, origin)) return c.text('Forbidden', 403);
    await next();
  };
