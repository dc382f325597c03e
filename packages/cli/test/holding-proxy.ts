import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before an instance, and holds one of the requests that name a mutation. */
export type HoldingProxy = {
  readonly origin: string;
  /** Holds the nth request from now on that names this, before the instance has heard it or after it has answered. */
  hold(named: string, nth: number, when: 'before' | 'after'): Promise<void>;
  close(): Promise<void>;
};

export const openHoldingProxy = async (instance: string): Promise<HoldingProxy> => {
  let held: { named: string; left: number; when: 'before' | 'after'; reached: () => void } | undefined;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const now = held && body.includes(held.named) && --held.left === 0 ? held : undefined;
    if (now?.when === 'before') return now.reached();
    await answerFrom(
      `${instance}${request.url}`,
      request.method,
      body,
      request.headers.authorization,
      now ? undefined : response,
    );
    now?.reached();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (named, nth, when) =>
      new Promise((done) => {
        held = {
          named,
          left: nth,
          when,
          reached: () => {
            held = undefined;
            done();
          },
        };
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};

const answerFrom = async (
  url: string,
  method = 'GET',
  body: string,
  authorization: string | undefined,
  response: ServerResponse | undefined,
): Promise<void> => {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    ...(body && { body }),
  });
  const text = await answer.text();
  response?.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
};
