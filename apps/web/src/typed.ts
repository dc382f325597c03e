import { deleteCookie, getCookie } from 'hono/cookie';
import type { WebContext } from './web-env.ts';

/** What was typed into a form of the API's that was refused, shown once: it comes in a cookie, since an address would be kept. */
export const takeTyped = (c: WebContext): Readonly<Record<string, string>> => {
  const secure = c.var.origin.startsWith('https:');
  const name = secure ? '__Host-flattr_typed' : 'flattr_typed';
  const kept = getCookie(c, name);
  if (kept === undefined) return {};
  deleteCookie(c, name, { path: '/', secure });
  return readTyped(kept);
};

const readTyped = (kept: string): Readonly<Record<string, string>> => {
  try {
    const typed: unknown = JSON.parse(Buffer.from(kept, 'base64url').toString());
    if (typeof typed !== 'object' || typed === null) return {};
    return Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
};
