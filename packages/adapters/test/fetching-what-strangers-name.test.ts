import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, isIP, type Server as TcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAllowList } from '../src/fetch/allow-list.ts';
import { createGuardedFetch } from '../src/guarded-fetch.ts';
import { privateAddresses, privateHosts } from './private-spellings.ts';

const origin = 'https://flattr.example';
const listening: (Server | TcpServer)[] = [];
let trap: TcpServer;
let packets = 0;
let tried = 0;
let failed = 0;

const listen = async (server: Server | TcpServer, host = '127.0.0.1', port = 0): Promise<number> => {
  await new Promise<void>((done) => server.listen(port, host, done));
  listening.push(server);
  return (server.address() as AddressInfo).port;
};

const serve = async (handle: RequestListener): Promise<number> => listen(createServer(handle));

/** A fetch that takes `shop.example:80` for a server of this test; whatever else it connects to falls into the trap. */
const fetchFrom = (port: number, more: Partial<Parameters<typeof createGuardedFetch>[0]> = {}) =>
  createGuardedFetch({ origin, allow: readAllowList(`shop.example:80=127.0.0.1:${port}`), ...more });

const trapPort = () => (trap.address() as AddressInfo).port;

const check = (right: boolean, what: string) => {
  tried += 1;
  if (!right) failed += 1;
  expect(right, what).toBe(true);
};

beforeAll(async () => {
  trap = createTcpServer((socket) => {
    packets += 1;
    socket.destroy();
  });
  await listen(trap, '::');
});
afterAll(() => {
  for (const server of listening) server.close();
  recordEvidence({ id: 'S-14', tried, failed });
});

describe('whatever address a stranger gives, nothing private hears of it (S-14)', () => {
  it('refuses each spelling of what is not public, with its port or without', async () => {
    const guarded = createGuardedFetch({ origin });
    for (const host of privateHosts()) {
      for (const url of [`http://${host}/`, `https://${host}/`, `http://${host}:${trapPort()}/`]) {
        const found = await guarded.fetchText(url);
        const why = found.outcome === 'refused' ? found.why : 'answered';
        check(why === (URL.canParse(url) ? 'address-refused' : 'url-refused'), `${url}: ${why}`);
      }
    }
    expect(packets).toBe(0);
  });

  it('refuses a name that leads there, alone or among public addresses', async () => {
    for (const address of privateAddresses()) {
      for (const others of [[], ['93.184.215.14'], ['2606:4700::1111']]) {
        const lookUp = async () =>
          [...others, address].map((each) => ({ address: each, family: isIP(each) }));
        const found = await createGuardedFetch({ origin, lookUp }).fetchText('http://inside.example/');
        check(found.outcome === 'refused' && found.why === 'address-refused', address);
      }
    }
    expect(packets).toBe(0);
  });

  it('refuses a redirect there, and follows three at most', async () => {
    let location = '';
    let asked = 0;
    const port = await serve((_request, answer) => {
      asked += 1;
      answer.writeHead(302, { location: Buffer.from(location).toString('latin1') }).end();
    });
    for (const host of privateHosts()) {
      location = `http://${host}:${trapPort()}/`;
      const found = await fetchFrom(port).fetchText('http://shop.example/');
      check(found.outcome === 'refused' && /^(address|url)-refused$/.test(found.why), location);
    }
    for (location of [
      'file:///etc/passwd',
      'gopher://shop.example/',
      'http://shop.example:6379/',
      'http://[',
    ]) {
      check((await fetchFrom(port).fetchText('http://shop.example/')).outcome === 'refused', location);
    }
    [location, asked] = ['/again', 0];
    const round = await fetchFrom(port).fetchText('http://shop.example/');
    check(round.outcome === 'refused' && round.why === 'too-many-redirects' && asked === 4, 'a circle');
    const proof = await fetchFrom(port).fetchText('http://shop.example/', { redirectsMax: 0 });
    check(proof.outcome === 'answered' && proof.status === 302 && asked === 5, 'no redirect at all');
    expect(packets).toBe(0);
  });

  it('asks the resolver once and connects to what was checked', async () => {
    const port = await serve((request, answer) => answer.end(`it is ${request.headers.host}`));
    let lookUps = 0;
    const trapped = await listen(
      createTcpServer(() => packets++),
      '127.0.0.2',
      port,
    );
    const rebinding = createGuardedFetch({
      origin,
      allow: readAllowList(`rebind.example:${trapped}`),
      lookUp: async () => [{ address: lookUps++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    });
    const found = await rebinding.fetchText(`http://rebind.example:${port}/`);
    check(found.outcome === 'answered' && found.text === `it is rebind.example:${port}`, 'the first answer');
    check(lookUps === 1 && packets === 0, 'one question');
  });

  it('refuses other schemes, other ports and names with a password', async () => {
    const guarded = createGuardedFetch({ origin });
    const expected = {
      'ftp://example.com/': 'scheme-refused',
      'file:///etc/hosts': 'scheme-refused',
      'gopher://example.com:70/_': 'scheme-refused',
      'data:text/plain,a': 'scheme-refused',
      'ws://example.com/': 'scheme-refused',
      'javascript:1': 'scheme-refused',
      'http://example.com:25/': 'port-refused',
      'https://example.com:6379/': 'port-refused',
      'http://example.com:8080/': 'port-refused',
      'http://ann@example.com/': 'url-refused',
      'http://ann:b@example.com/': 'url-refused',
      'no address': 'url-refused',
    };
    for (const [url, why] of Object.entries(expected)) {
      const found = await guarded.fetchText(url);
      check(found.outcome === 'refused' && found.why === why, `${url}: ${JSON.stringify(found)}`);
    }
  });
});

describe('whatever a server does, it is heard for 5 seconds and 1 MB (S-14)', () => {
  const big = Buffer.alloc(50_000_000, 'a');

  it('refuses more, be it packed small', async () => {
    const packed: Record<string, Buffer> = {
      gzip: gzipSync(big),
      br: brotliCompressSync(big.subarray(0, 9e6)),
    };
    for (const [encoding, body] of Object.entries(packed)) {
      const port = await serve((_request, answer) =>
        answer.writeHead(200, { 'content-encoding': encoding }).end(body),
      );
      const found = await fetchFrom(port).fetchText('http://shop.example/');
      check(found.outcome === 'refused' && found.why === 'too-big', encoding);
    }
    const endless = await serve((_request, answer) => {
      const more = () => answer.write(big.subarray(0, 100_000));
      answer.on('drain', more);
      more();
    });
    const found = await fetchFrom(endless).fetchText('http://shop.example/');
    check(found.outcome === 'refused' && found.why === 'too-big', 'endless');
    const broken = await serve((_request, answer) =>
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
    );
    const unread = await fetchFrom(broken).fetchText('http://shop.example/');
    check(unread.outcome === 'refused' && unread.why === 'unreadable', 'no gzip');
  });

  it('gives up on what is slow: to answer, in its head, in its body, in redirects, in DNS', async () => {
    const drip = (write: () => void) => setInterval(write, 20).unref();
    const silent = await listen(createTcpServer(() => {}));
    const slowHead = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.write('HTTP/1.1 200 OK\r\n');
        drip(() => socket.writable && socket.write('x-a: b\r\n'));
      }),
    );
    const slowBody = await serve((_request, answer) => {
      drip(() => answer.write('a'));
    });
    const slowSteps = await serve((_request, answer) => {
      setTimeout(() => answer.writeHead(302, { location: '/' }).end(), 150);
    });
    for (const port of [silent, slowHead, slowBody, slowSteps]) {
      const started = performance.now();
      const found = await fetchFrom(port, { wholeMs: 400 }).fetchText('http://shop.example/');
      const took = performance.now() - started;
      check(found.outcome === 'refused' && found.why === 'too-slow' && took < 1000, `${port}: ${took} ms`);
    }
    const never = () => new Promise<never>(() => {});
    const lost = createGuardedFetch({ origin, wholeMs: 100, lookUp: never, lookUpTxt: never });
    expect(await lost.fetchText('http://example.com/')).toEqual({ outcome: 'refused', why: 'too-slow' });
    expect(await lost.resolveTxt('example.com')).toEqual({ outcome: 'refused', why: 'too-slow' });
    const whole = performance.now();
    await fetchFrom(silent).fetchText('http://shop.example/');
    check(performance.now() - whole < 5500, 'five seconds in all');
  });

  it('says who we are, sends no cookie and reads what it is given', async () => {
    const heads: object[] = [];
    const port = await serve((request, answer) => {
      heads.push(request.headers);
      answer.setHeader('set-cookie', 'a=b').setHeader('content-type', 'text/plain; charset=iso-8859-1');
      if (request.url === '/') answer.writeHead(301, { location: '/there' }).end();
      else answer.end(Buffer.from('fl\u00e4ttr', 'latin1'));
    });
    expect(await fetchFrom(port).fetchText('http://shop.example/', { accept: 'text/plain' })).toEqual({
      outcome: 'answered',
      status: 200,
      url: 'http://shop.example/there',
      contentType: 'text/plain; charset=iso-8859-1',
      text: 'fl\u00e4ttr',
    });
    expect(heads).toHaveLength(2);
    for (const head of heads) {
      expect(head).toMatchObject({
        'user-agent': `Flattr (+${origin})`,
        accept: 'text/plain',
        host: 'shop.example',
      });
      expect(head).not.toHaveProperty('cookie');
    }
  });
});
