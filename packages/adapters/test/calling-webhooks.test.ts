import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, isIP, type Server as TcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAllowList } from '../src/fetch/allow-list.ts';
import { createWebhookCaller } from '../src/webhook-caller.ts';
import { privateAddresses, privateHosts } from './private-spellings.ts';

const origin = 'https://flattr.example';
const instanceSecret = 'a secret for tests alone, long enough';
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const listening: (Server | TcpServer)[] = [];
let packets = 0;
let trapPort = 0;

const listen = async (server: Server | TcpServer, host = '127.0.0.1', port = 0): Promise<number> => {
  await new Promise<void>((done) => server.listen(port, host, done));
  listening.push(server);
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  const trap = createTcpServer((socket) => {
    packets += 1;
    socket.destroy();
  });
  trapPort = await listen(trap, '::');
});
afterAll(() => {
  for (const server of listening) {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  }
});

type Settings = Partial<Parameters<typeof createWebhookCaller>[0]>;

/** Calls a receiver that answers like this, within a second. */
const callFrom = async (handle: RequestListener, more: Settings = {}) => {
  const port = await listen(createServer(handle));
  const allow = readAllowList(`hooks.example:80=127.0.0.1:${port}`);
  return callAt('http://hooks.example/', { allow, ...more });
};

const callAt = (url: string, more: Settings = {}) => {
  const caller = createWebhookCaller({ origin, instanceSecret, wholeMs: 1000, ...more });
  return caller.call({ url, messageId: 'one', body: '{"a":"ö"}', sealedSecrets: [caller.seal(secret)] });
};

describe('a webhook goes to nothing that is private', () => {
  it('in whatever spelling, and neither at sight nor at the call', async () => {
    const caller = createWebhookCaller({ origin, instanceSecret });
    for (const host of privateHosts()) {
      for (const url of [`https://${host}/`, `https://${host}:${trapPort}/`]) {
        expect(caller.refuses(url), url).toBe(true);
        if (URL.canParse(url)) expect(await callAt(url), url).toMatchObject({ outcome: 'refused' });
      }
    }
    expect(packets).toBe(0);
  });

  it('by a name that leads there, alone or among public addresses', async () => {
    for (const address of privateAddresses()) {
      for (const others of [[], ['93.184.215.14']]) {
        const lookUp = async () =>
          [...others, address].map((each) => ({ address: each, family: isIP(each) }));
        const answer = await callAt('https://inside.example/', { lookUp });
        expect(answer, address).toMatchObject({ outcome: 'refused', why: 'address-refused' });
      }
    }
    expect(packets).toBe(0);
  });

  it('by a name that is bound to another address after it was checked', async () => {
    let lookUps = 0;
    const port = await listen(createServer((_request, answer) => answer.end('the first')));
    await listen(
      createTcpServer(() => packets++),
      '127.0.0.2',
      port,
    );
    const lookUp = async () => [{ address: lookUps++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    const allow = readAllowList(`rebind.example:${port}`);
    const answer = await callAt(`http://rebind.example:${port}/`, { allow, lookUp });
    expect(answer).toMatchObject({ outcome: 'answered', text: 'the first' });
    expect([lookUps, packets]).toEqual([1, 0]);
  });

  it.each([
    ['http://example.com/', 'scheme-refused'],
    ['ftp://example.com/', 'scheme-refused'],
    ['https://example.com:8443/', 'port-refused'],
    ['https://ada:pass@example.com/', 'url-refused'],
  ])('nor to %s: %s', async (url, why) => {
    expect(createWebhookCaller({ origin, instanceSecret }).refuses(url)).toBe(true);
    expect(await callAt(url)).toMatchObject({ outcome: 'refused', why });
  });

  it('and a public https address is taken', () => {
    const caller = createWebhookCaller({ origin, instanceSecret });
    expect(caller.refuses('https://example.com/hooks?from=flattr')).toBe(false);
    expect(caller.refuses('no address')).toBe(true);
  });
});

describe('a receiver', () => {
  it('gets what it can verify', async () => {
    let verified: unknown;
    const answer = await callFrom(async (request, answer) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, `${value}`]),
      );
      verified = [request.method, new Webhook(secret).verify(await text(request), headers)];
      answer.writeHead(202).end('thanks');
    });
    expect(answer).toMatchObject({ outcome: 'answered', status: 202, text: 'thanks' });
    expect(verified).toEqual(['POST', { a: 'ö' }]);
  });

  it('that does not answer, or resets, is given up in time', async () => {
    const hanging = await callFrom(() => {});
    expect(hanging).toMatchObject({ outcome: 'refused', why: 'too-slow' });
    expect(hanging.durationMs).toBeLessThan(1500);
    const lost = await callFrom((request) => request.socket.resetAndDestroy());
    expect(lost).toMatchObject({ outcome: 'refused', why: 'unreachable' });
    const lookUp = () => new Promise<never>(() => {});
    expect(await callAt('https://slow.example/', { lookUp })).toMatchObject({ why: 'too-slow' });
  });

  it('that answers ten megabytes, or a body without an end, is read for two kilobytes', async () => {
    let written = 0;
    const huge = await callFrom((_request, answer) => {
      answer.writeHead(200);
      const pour = () => {
        while (written < 10_000_000 && answer.write(Buffer.alloc(65_536, 120))) written += 65_536;
        if (written < 10_000_000) answer.once('drain', pour);
      };
      pour();
    });
    expect(huge).toMatchObject({ outcome: 'answered', status: 200, text: 'x'.repeat(2048) });
    expect(written).toBeLessThan(10_000_000);
    const endless = await callFrom((_request, answer) => void answer.writeHead(200).write('and then'));
    expect(endless).toMatchObject({ outcome: 'answered', status: 200, text: 'and then' });
    expect(endless.durationMs).toBeLessThan(1500);
  });

  it('that answers what no text holds is kept as far as it can be', async () => {
    const odd = await callFrom((_request, answer) => answer.end(Buffer.from([0, 0xff, 65])));
    expect(odd).toMatchObject({ text: '\ufffd\ufffdA' });
    const packed = await callFrom((_request, answer) =>
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
    );
    expect(packed).toMatchObject({ status: 200, text: '' });
  });

  it('leads nobody elsewhere', async () => {
    const led = await callFrom((_request, answer) =>
      answer.writeHead(307, { location: `http://127.0.0.1:${trapPort}/` }).end(),
    );
    expect(led).toMatchObject({ outcome: 'answered', status: 307 });
    expect(packets).toBe(0);
  });
});

describe('a sealed secret', () => {
  it('differs each time, and opens under the instance’s own secret alone, unaltered', async () => {
    const caller = createWebhookCaller({ origin, instanceSecret });
    const sealed = caller.seal(secret);
    expect(sealed).not.toEqual(caller.seal(secret));
    const other = createWebhookCaller({ origin, instanceSecret: 'another secret that is long enough too' });
    const of = { url: 'https://example.com/', messageId: 'one', body: '{}' };
    await expect(other.call({ ...of, sealedSecrets: [sealed] })).rejects.toThrow();
    const altered = Uint8Array.from(sealed, (byte, index) => (index === 30 ? byte ^ 1 : byte));
    await expect(caller.call({ ...of, sealedSecrets: [altered] })).rejects.toThrow();
    const none = createWebhookCaller({ origin, instanceSecret: undefined });
    expect(() => none.seal(secret)).toThrow('FLATTR_SECRET');
  });
});
