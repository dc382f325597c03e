import type { Context, Hono } from 'hono';
import { icon } from './parts/wordmark.ts';
import { passkeyScript, passkeyVersion } from './script/passkey.ts';
import { popupScript, popupVersion } from './script/popup.ts';
import { sheet, sheetVersion } from './style/sheet.ts';
import type { WebEnv } from './web-env.ts';

/** The sheet, the script and the icon: the same bytes for everybody, kept for ever under their content's address. */
export const addAssets = (app: Hono<WebEnv>): void => {
  app.get('/style.css', (c) => asset(c, sheet, 'text/css; charset=utf-8', sheetVersion));
  app.get('/popup.js', (c) => asset(c, popupScript, 'text/javascript; charset=utf-8', popupVersion));
  app.get('/passkey.js', (c) => asset(c, passkeyScript, 'text/javascript; charset=utf-8', passkeyVersion));
  app.get('/icon.svg', (c) => asset(c, icon, 'image/svg+xml'));
};

const asset = (c: Context<WebEnv>, body: string, type: string, version?: string): Response =>
  c.body(body, 200, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    'cache-control':
      version && c.req.query('v') === version
        ? 'public, max-age=31536000, immutable'
        : 'public, max-age=3600',
  });
