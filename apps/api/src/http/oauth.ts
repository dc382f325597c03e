import type { Platform } from '@flattr/domain/platform';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Auth, AuthOptions } from '../auth.ts';
import { askServer } from '../oauth/ask-server.ts';
import { authorize } from '../oauth/authorize.ts';
import { oauthMetadata } from '../oauth/oauth-metadata.ts';
import { oauthParams } from '../oauth/oauth-params.ts';
import { registerClient } from '../oauth/register-client.ts';
import { askerAddress } from './asker-address.ts';
import { refuseForeignOrigin } from './same-origin.ts';

/** For programs of any origin: what is asked here is known by what it sends, never by a cookie. */
const programs = [
  '/auth/oauth2/token',
  '/auth/oauth2/revoke',
  '/auth/oauth2/introspect',
  '/auth/device/code',
];

/** The OAuth server: what apps and devices ask, and where a browser is sent to ask its user. */
export const oauth = (platform: Platform, auth: Auth, { origin, trustedProxies = 0 }: AuthOptions): Hono => {
  const app = new Hono();
  app.get('/.well-known/oauth-authorization-server', cors(), (c) =>
    c.json(oauthMetadata(origin), 200, { 'cache-control': 'public, max-age=3600' }),
  );
  app.get('/auth/oauth2/authorize', async (c) => {
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    return c.redirect(await authorize(auth, origin, c.req.raw), 302);
  });
  for (const path of programs) app.use(path, cors({ origin: '*', allowMethods: ['POST'] }));
  const ask = (path: string, names: readonly string[], scopeNeeded = false) =>
    app.post(path, (c) => askServer({ platform, auth, origin }, c.req.raw, { path, names, scopeNeeded }));
  ask('/auth/oauth2/token', oauthParams.token);
  ask('/auth/oauth2/revoke', oauthParams.about);
  ask('/auth/oauth2/introspect', oauthParams.about);
  ask('/auth/device/code', oauthParams.device, true);
  // Not for scripts of other origins: a page that many visit could have their networks register without end.
  app.post('/auth/oauth2/register', refuseForeignOrigin(origin), (c) =>
    registerClient(platform, c.req.raw, askerAddress(c.req.raw.headers, c.env ?? {}, trustedProxies)),
  );
  return app;
};
