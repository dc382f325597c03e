import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Config } from '@flattr/adapters/config';

/** Refuses in a sentence, before anything is started, when the instance lacks one of its three ports: site, Stripe, blog. */
export const refuseTakenPorts = async ({ port, emulatorPort, host }: Config): Promise<void> => {
  const needed = [port, emulatorPort, emulatorPort + 1];
  const held = [];
  try {
    // Each is held until all are, so that two that are configured the same are found as well.
    for (const wanted of needed) {
      const server = createServer().listen(wanted, host);
      await once(server, 'listening').catch((error: Error & { code?: string }) => {
        throw error.code === 'EADDRINUSE' ? taken(wanted, needed) : error;
      });
      held.push(server);
    }
  } finally {
    await Promise.all(held.map((server) => once(server.close(), 'close')));
  }
};

const taken = (port: number, needed: readonly number[]): Error => {
  const [site = port] = needed;
  const other = site + 100 > 65_533 ? 4400 : site + 100;
  const emulator = needed[1] === site + 1 ? '' : ` STRIPE_EMULATOR_PORT=${other + 1}`;
  return new Error(
    `Port ${port} is taken; this instance needs ${needed.slice(0, -1).join(', ')} and ${needed.at(-1)}. ` +
      `Choose others: PORT=${other}${emulator} npm start`,
  );
};
