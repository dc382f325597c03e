import { type Config, createMailbox } from '@flattr/adapters';
import { createApi } from '@flattr/api';
import type { Platform } from '@flattr/domain/platform';
import {
  buildLegacyLoader,
  buttonLanguages,
  buttonScripts,
  legacyLoaderPaths,
} from '@flattr/sdk/build-button';
import { operations } from '@flattr/sdk/operations';
import { createWeb } from '@flattr/web';
import { Hono } from 'hono';

/** The paths that the API answers; every other one is a page. */
const apiPaths = [
  '/graphql',
  '/counts',
  '/1/*',
  '/auth/*',
  '/.well-known/oauth-authorization-server',
  '/webhooks/*',
  '/button.js',
  ...buttonLanguages.map((language) => `/button.${language}.js`),
  ...legacyLoaderPaths,
  '/healthz',
  '/readyz',
];

/** API and web as one origin; the pages reach the API in this process, without a network. */
export const createApp = (platform: Platform, config: Config): Hono => {
  const { origin } = config.policy;
  if (!config.secret) throw new Error('FLATTR_SECRET is missing');
  const { secret: authSecret, trustedProxies, breachCheck } = config;
  const api = createApi(platform, {
    origin,
    authSecret,
    trustedProxies,
    breachCheck,
    queries: operations,
    buttonScripts: {
      ...buttonScripts,
      legacyLoader: { script: () => buildLegacyLoader(origin), paths: legacyLoaderPaths },
    },
  });
  const web = createWeb({
    origin,
    fetch: async (input, init, connection) => api.fetch(new Request(input, init), connection),
    mailbox: config.smtpUrl ? undefined : createMailbox(config.mailboxFile),
  });
  const app = new Hono();
  for (const path of apiPaths) app.all(path, (c) => api.fetch(c.req.raw, c.env));
  app.all('*', (c) => web.fetch(c.req.raw, c.env));
  return app;
};
