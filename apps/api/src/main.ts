// The API as a process of its own: any number of them may run behind one origin.
import { createPlatform, readConfig } from '@flattr/adapters';
import { buttonScripts } from '@flattr/sdk/build-button';
import { operations } from '@flattr/sdk/operations';
import { serve } from '@hono/node-server';
import { createApi } from './server.ts';

const config = readConfig();
if (!config.secret)
  throw new Error('FLATTR_SECRET is missing: at least 32 characters that sign the session cookies');
const platform = await createPlatform(config);
const api = createApi(platform, {
  authSecret: config.secret,
  origin: config.policy.origin,
  trustedProxies: config.trustedProxies,
  breachCheck: config.breachCheck,
  queries: operations,
  buttonScripts,
});
const server = serve({ fetch: api.fetch, port: config.port, hostname: config.host }, ({ port }) =>
  platform.log.info({ port }, 'the API is ready'),
);

/** Takes no new requests, lets those under way end, and closes what they used. */
const stop = async () => {
  await new Promise((closed) => server.close(closed));
  await platform.close();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
