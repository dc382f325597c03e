import { type Config, createMailbox } from '@flattr/adapters';
import { createApi } from '@flattr/api';
import type { Platform } from '@flattr/domain/platform';
import { buildButton } from '@flattr/sdk/build-button';
import { createWeb } from '@flattr/web';
import { Hono } from 'hono';

/** The paths that the API answers; every other one is a page. */
const apiPaths = ['/graphql', '/auth/*', '/webhooks/*', '/button.js', '/healthz', '/readyz'];

/** API and web as one origin; the pages reach the API in this process, without a network. */
export const createApp = (platform: Platform, config: Config): Hono => {
  const { origin } = config.policy;
  if (!config.secret) throw new Error('FLATTR_SECRET is missing');
  const api = createApi(platform, { origin, authSecret: config.secret, buttonScript: buildButton });
  const web = createWeb({
    origin,
    fetch: async (input, init) => api.fetch(new Request(input, init)),
    mailbox: config.smtpUrl ? undefined : createMailbox(config.mailboxFile),
  });
  const app = new Hono();
  for (const path of apiPaths) app.all(path, (c) => api.fetch(c.req.raw));
  app.all('*', (c) => web.fetch(c.req.raw));
  return app;
};
