import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Asked } from './operations.ts';

export type Sent = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
};

/** Asks a server over so many connections, one request after the other on each, for so many seconds. */
export const sendRequests = async (
  port: number,
  connections: number,
  seconds: number,
  ask: () => Asked,
): Promise<Sent> => {
  const taken: number[] = [];
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(
    sockets.map(async (socket) => {
      for (let now = performance.now(); now < end; ) {
        const answer = await exchange(socket, ask());
        if (!answer.startsWith('{"data"'))
          throw new Error(`a request was not answered: ${answer.slice(0, 300)}`);
        const then = performance.now();
        taken.push(then - now);
        now = then;
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.destroy();
  taken.sort((one, other) => one - other);
  const at = (part: number) => Math.round((taken[Math.floor(taken.length * part)] ?? 0) * 100) / 100;
  return {
    perSecond: Math.round(taken.length / elapsed),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    requests: taken.length,
  };
};

/** Asks once, on a connection of its own. */
export const askOnce = async (port: number, asked: Asked): Promise<string> => {
  const socket = await open(port);
  const answer = await exchange(socket, asked);
  socket.destroy();
  return answer;
};

const open = async (port: number): Promise<Socket> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
};

/** HTTP by hand: a client that does little leaves the machine to the servers. */
const exchange = (socket: Socket, { body, token }: Asked): Promise<string> =>
  new Promise((done, fail) => {
    let text = '';
    const hear = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const answer = bodyOf(text);
      if (answer === undefined) return;
      socket.off('data', hear);
      socket.off('close', closed);
      done(answer);
    };
    const closed = () => fail(new Error(`the server closed the connection after ${text.slice(0, 200)}`));
    socket.on('data', hear);
    socket.once('close', closed);
    const authorization = token ? `authorization: Bearer ${token}\r\n` : '';
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\n${authorization}content-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  });

/** The body of an answer that is all there; the servers here send it in one length or in chunks. */
const bodyOf = (text: string): string | undefined => {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return undefined;
  const [, length] = /content-length: (\d+)/i.exec(text.slice(0, head)) ?? [];
  const body = text.slice(head + 4);
  if (length !== undefined) return body.length >= Number.parseInt(length, 10) ? body : undefined;
  return body.endsWith('0\r\n\r\n') ? body.slice(body.indexOf('\r\n') + 2) : undefined;
};
