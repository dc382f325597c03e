import { createMiddleware } from 'hono/factory';
import type { WebEnv } from './web-env.ts';

// `form-action` holds a form's redirects as well in some browsers: leaving for the provider goes through a page of ours.
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "script-src 'self'",
  // A script of ours asks the API before it asks the browser for a passkey.
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What every page of ours tells the browser. No opener policy: the popup answers the page that opened it. */
export const withHeaders = createMiddleware<WebEnv>(async (c, next) => {
  await next();
  c.header('content-security-policy', policy);
  c.header('x-content-type-options', 'nosniff');
  c.header('x-frame-options', 'DENY');
  // Our own forms are known by their origin, which `no-referrer` would hide.
  c.header('referrer-policy', 'same-origin');
  c.header('cache-control', 'private, no-store');
  c.header('vary', 'cookie');
});

/** Refuses whatever is posted but a plain form: nothing else comes from a page of ours. */
export const takeFormsAlone = createMiddleware<WebEnv>(async (c, next) => {
  const safe = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!safe && !/^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '')) {
    return c.text('Send this as a form.', 415);
  }
  await next();
});
