import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** How a request fares: it is answered, nobody is reached, it is done and its answer lost, or it is answered with a status. */
export type Fate = 'answered' | 'refused' | 'lost' | number;

export type FlakyFront = {
  /** The instance's address for a site that is to meet trouble on its way. */
  readonly url: string;
  /** The names of the mutations that were asked for, in their order, with their idempotency keys. */
  readonly asked: readonly { readonly operation: string; readonly key: string }[];
  /** Says how each request fares from now on. */
  fares(fate: (place: number) => Fate): void;
  close(): Promise<void>;
};

/** Stands before an instance and lets its answers through, or not. */
export const openFlakyFront = async (instance: string): Promise<FlakyFront> => {
  const asked: { operation: string; key: string }[] = [];
  let fateOf: (place: number) => Fate = () => 'answered';
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    if (request.url === '/graphql') {
      const { query = '' } = JSON.parse(body.toString() || '{}');
      const operation = /mutation (\w+)/.exec(query)?.[1];
      if (operation) asked.push({ operation, key: `${request.headers['idempotency-key']}` });
    }
    await meet(fateOf(asked.length), instance, request, body, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('it does not listen');
  return {
    url: `http://localhost:${address.port}`,
    asked,
    fares: (fate) => {
      fateOf = fate;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};

const bytesOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const meet = async (
  fate: Fate,
  instance: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> => {
  if (fate === 'refused') return void request.socket.destroy();
  if (typeof fate === 'number') return void response.writeHead(fate).end('trouble');
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && !['host', 'connection', 'content-length'].includes(name))
      headers.set(name, value);
  const { method = 'GET' } = request;
  const answer = await fetch(`${instance}${request.url}`, {
    ...{ method, headers, redirect: 'manual' },
    ...(method !== 'GET' && { body: new Uint8Array(body) }),
  });
  const text = await answer.text();
  if (fate === 'lost') return void request.socket.destroy();
  const { 'content-encoding': _, ...told } = Object.fromEntries(answer.headers);
  response.writeHead(answer.status, told).end(text);
};
