import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};

export type LocalApi = AsyncDisposable & { readonly endpoint: string; readonly asked: readonly Asked[] };

/** A server that answers over real HTTP as the API does: a text as it is, anything else as JSON. */
export const startLocalApi = async (reply: (asked: Asked, count: number) => Reply): Promise<LocalApi> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const one: Asked = { headers: request.headers, ...JSON.parse(text) };
    asked.push(one);
    const { status = 200, headers = {}, body } = reply(one, asked.length);
    response.writeHead(status, { 'content-type': 'application/graphql-response+json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
};
