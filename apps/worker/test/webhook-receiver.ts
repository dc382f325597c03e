import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { readAllowList } from '@flattr/adapters';
import { Webhook } from 'standardwebhooks';

export type Received = {
  readonly id: string;
  readonly headers: Record<string, string>;
  readonly body: string;
};

type Answers = (answer: ServerResponse, request: IncomingMessage) => void;

export type Receiver = {
  /** The address that a world calls it by, which allows it. */
  readonly url: string;
  readonly allow: NonNullable<ReturnType<typeof readAllowList>>;
  /** All that came, in order. */
  readonly received: Received[];
  /** What it answers from now on; 204 at first. */
  answers: Answers;
  /** Reads what came as a receiver does, with the package that receivers use; throws where a signature is wrong. */
  verify(
    secret: string,
    received?: Received,
  ): { type: string; timestamp: string; data: Record<string, unknown> };
  close(): Promise<void>;
};

/** A receiver of webhooks on the loopback, known to a world as `hooks.example`. */
export const startReceiver = async (): Promise<Receiver> => {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
    );
    const body = await text(request).catch(() => '');
    received.push({ id: headers['webhook-id'] ?? '', headers, body });
    receiver.answers(answer, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const allow = readAllowList(`hooks.example:80=127.0.0.1:${port}`);
  if (!allow) throw new Error('the receiver has no place in an allow list');
  const receiver: Receiver = {
    url: 'http://hooks.example/flattr',
    allow,
    received,
    answers: (answer) => answer.writeHead(204).end(),
    verify: (secret, one = received.at(-1)) => {
      if (!one) throw new Error('nothing was received');
      return new Webhook(secret).verify(one.body, one.headers) as ReturnType<Receiver['verify']>;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return receiver;
};
