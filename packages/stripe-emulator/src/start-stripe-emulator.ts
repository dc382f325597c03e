import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { createControl } from './control/control.ts';
import type { Emulator } from './emulator.ts';
import { createFaults } from './faults/faults.ts';
import { termsOf } from './money/terms.ts';
import type { StripeEmulator, StripeEmulatorOptions } from './options.ts';
import { catchUp } from './run-effect.ts';
import { openStore } from './store/store.ts';
import { startDeliveries } from './webhooks/deliveries.ts';

/** The port that a listening server has. */
function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the emulator listens on no port');
  return address.port;
}

/** Looks again and again for what is due; a clock that cannot be read is asked again the next time. */
function startTicks(emulator: Emulator, tickMs: number | undefined): NodeJS.Timeout | undefined {
  if (tickMs === undefined) return undefined;
  return setInterval(() => {
    catchUp(emulator).catch((error: unknown) => console.error(error));
  }, tickMs).unref();
}

/**
 * Starts a local Stripe which the real client talks to over HTTP, and resolves once it listens.
 *
 *     const emulator = await startStripeEmulator({ secretKey: 'sk_test_x', webhookSecret: 'whsec_x' });
 *     const stripe = new Stripe('sk_test_x', { host: '127.0.0.1', port: emulator.port, protocol: 'http' });
 */
export async function startStripeEmulator(options: StripeEmulatorOptions): Promise<StripeEmulator> {
  const { secretKey, webhookSecret, webhookUrl, port = 0, hostname = '127.0.0.1' } = options;
  const { file = ':memory:', now = () => new Date() } = options;
  if (!secretKey.startsWith('sk_test_'))
    throw new Error('the secret key of the emulator starts with sk_test_');
  const bare = hostname === '127.0.0.1' ? 'localhost' : hostname;
  const host = bare.includes(':') ? `[${bare}]` : bare;
  const store = openStore(file);
  const deliveries = startDeliveries(store, {
    url: webhookUrl,
    secret: webhookSecret,
    behaviour: options.webhooks,
  });
  const emulator: Emulator = {
    secretKey,
    terms: termsOf(options),
    store,
    deliveries,
    faults: createFaults(),
    requests: [],
    keysInUse: new Set(),
    now: async () => Math.floor((await now()).getTime() / 1000),
    origin: () => `http://${host}:${portOf(server.address())}`,
  };
  const server = createAdaptorServer({ fetch: createApp(emulator).fetch, hostname });
  server.listen(port, hostname);
  await once(server, 'listening').catch((error: unknown) => {
    store.close();
    throw error;
  });
  deliveries.wake(Promise.resolve());
  const ticks = startTicks(emulator, options.tickMs);

  return {
    url: emulator.origin(),
    port: portOf(server.address()),
    control: createControl(emulator),
    setWebhookUrl(url) {
      deliveries.setUrl(url);
      deliveries.wake(Promise.resolve());
    },
    settled: deliveries.settled,
    arrived: deliveries.arrived,
    async close() {
      clearInterval(ticks);
      deliveries.close();
      emulator.faults.clear();
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      store.close();
    },
  };
}
