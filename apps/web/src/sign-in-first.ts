import { safePath } from './safe-path.ts';
import type { WebContext } from './web-env.ts';

/** Leads to the sign-in page and from there back: to this page, or to the one that the form stood on. */
export const signInFirst = (c: WebContext, next = pageOf(c)): Response =>
  c.redirect(`/sign-in?next=${encodeURIComponent(next)}`, 303);

const pageOf = (c: WebContext): string => {
  const url = new URL(c.req.url);
  if (c.req.method === 'GET') return safePath(url.pathname + url.search);
  const before = URL.parse(c.req.header('referer') ?? '');
  return before && before.origin === c.var.origin ? safePath(before.pathname + before.search) : '/';
};
