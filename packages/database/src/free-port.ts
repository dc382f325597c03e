import { createServer } from 'node:net';

/** A port that nobody listens on: the wanted one if it is free, any other otherwise. */
export const freePort = (wanted = 0): Promise<number> =>
  new Promise((found, refuse) => {
    const probe = createServer();
    probe.once('error', () => (wanted ? freePort().then(found, refuse) : refuse(new Error('no free port'))));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
