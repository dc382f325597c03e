// Our API as it is served, on the database whose URL is given; its port is its first line.
import { createPlatform, readConfig } from '@flattr/adapters';
import { createApi, limits } from '@flattr/api';
import { serve } from '@hono/node-server';
import { silentQueue } from '../silent-queue.ts';

const [, , databaseUrl = ''] = process.argv;
const config = {
  ...readConfig({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' }),
  stripe: { secretKey: 'sk_test_bench', webhookSecrets: ['whsec_bench'], emulator: 'http://127.0.0.1:9' },
};
const platform = await createPlatform(config, { queue: silentQueue });
const api = createApi(platform, {
  authSecret: 'a secret for the bench alone, long enough',
  origin: config.policy.origin,
  // What a request costs is counted and told as ever; two thousand askers are never through with their hour.
  limits: { ...limits, cost: { ...limits.cost, viewer: 1_000_000_000, nobody: 1_000_000_000 } },
});
const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port));
process.once('SIGTERM', () => {
  server.close();
  void platform.close();
});
