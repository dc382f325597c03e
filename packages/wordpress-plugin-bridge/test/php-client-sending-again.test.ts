import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@flattr/database/free-port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalApi, type Reply, startLocalApi } from '../../sdk/test/local-api.ts';
import { askByPhp, type Call, writePlugin } from './php-client/ask-by-php.ts';
import { type Php, phps } from './php-programs.ts';

let plugin: string;

beforeAll(async () => {
  plugin = await mkdtemp(join(tmpdir(), 'flattr-plugin-'));
  await writePlugin(plugin);
});
afterAll(() => rm(plugin, { recursive: true }));

const registered: Reply = { body: { data: { registerThings: { results: [], errors: [] } } } };
const broken: Reply = { status: 503, body: 'Try later' };
const limited = (headers: Readonly<Record<string, string>>, retryAfterMs?: number): Reply => ({
  status: 429,
  headers,
  body: { errors: [{ message: 'No.', extensions: { code: 'RATE_LIMITED', retryAfterMs } }] },
});
const register: Call = {
  method: 'register_things',
  variables: { things: [{ url: 'https://blog.example/a', title: 'A' }] },
};

/** Answers in this order, the last of them for ever. */
const inOrder = (...replies: readonly Reply[]) =>
  startLocalApi((_asked, count) => replies[Math.min(count, replies.length) - 1] ?? broken);

const keysOf = ({ asked }: LocalApi) => asked.map(({ headers }) => headers['idempotency-key']);

// One PHP is enough for what no version does differently: a start in WebAssembly takes two seconds.
describe.each(phps.slice(0, 1))('PHP $name', (php: Php) => {
  const ask = (endpoint: string, calls: readonly Call[], options: Readonly<Record<string, unknown>> = {}) =>
    askByPhp(php, plugin, { endpoint, calls, options });

  it('sends a mutation again under the same key, and the next one under another', async () => {
    await using api = await inOrder(broken, limited({}, 1), registered);
    const given = await ask(api.endpoint, [register, register]);
    expect(given.map(({ answer }) => answer)).toEqual(
      [registered, registered].map(({ body }) => Object(body).data),
    );
    const [first, second, third, next] = keysOf(api);
    expect(first).toMatch(/^[\da-f]{32}$/);
    expect([second, third]).toEqual([first, first]);
    expect(next).toMatch(/^[\da-f]{32}$/);
    expect(next).not.toBe(first);
    expect(api.asked).toHaveLength(4);
  });

  it('names itself, its token and its language, and asks for nothing but JSON', async () => {
    await using api = await inOrder(registered);
    await ask(api.endpoint, [{ ...register, key: 'mine' }], {
      token: 'flt_pat_secret',
      language: 'sv-SE',
      user_agent: 'flattr-wordpress/0.1.0',
    });
    expect(api.asked[0]?.headers).toMatchObject({
      authorization: 'Bearer flt_pat_secret',
      'accept-language': 'sv-SE',
      'user-agent': 'flattr-wordpress/0.1.0',
      'content-type': 'application/json',
      'idempotency-key': 'mine',
    });
    expect(api.asked[0]?.variables).toEqual(register.variables);
  });

  it('asks a question without a key, and without variables where it has none', async () => {
    await using api = await inOrder({ body: { data: { viewer: null } } });
    const [given] = await ask(api.endpoint, [{ method: 'creator' }]);
    expect(given?.answer).toEqual({ viewer: null });
    expect(keysOf(api)).toEqual([undefined]);
    expect(api.asked[0]?.variables).toBeUndefined();
  });

  it('waits as long as it is told', async () => {
    await using api = await inOrder(limited({ 'retry-after': '1' }), registered);
    const before = performance.now();
    const [given] = await ask(api.endpoint, [register]);
    expect(given?.answer).toBeDefined();
    expect(performance.now() - before).toBeGreaterThanOrEqual(1000);
  });

  it.each([
    ['for longer than anybody waits', limited({ 'retry-after': '3600' }), 3600],
    ['in the API’s own words', limited({}, 90_500), 90.5],
    ['without a time', limited({}), null],
  ])('says that it has to wait %s, and does not', async (_name, reply, retryAfter) => {
    await using api = await inOrder(reply);
    const [given] = await ask(api.endpoint, [register]);
    expect(given?.failure).toMatchObject({ code: 'RATE_LIMITED', temporary: true, status: 429, retryAfter });
    expect(api.asked).toHaveLength(1);
  });

  it('reads a time to wait that is a date', async () => {
    const at = new Date(Date.now() + 7_200_000).toUTCString();
    await using api = await inOrder({ ...broken, headers: { 'retry-after': at } });
    const [given] = await ask(api.endpoint, [register]);
    expect(given?.failure?.retryAfter).toBeGreaterThan(7100);
    expect(given?.failure?.retryAfter).toBeLessThanOrEqual(7200);
  });

  it('fails as it failed last where the other side stays broken', async () => {
    await using api = await inOrder({ ...broken, headers: { 'x-request-id': 'r-1' } });
    const [given] = await ask(api.endpoint, [register]);
    expect(given?.failure).toMatchObject({
      code: 'INTERNAL',
      temporary: true,
      status: 503,
      requestId: 'r-1',
    });
    expect(api.asked).toHaveLength(3);
  });

  it('is not sent again where nothing may be', async () => {
    await using api = await inOrder(broken);
    await ask(api.endpoint, [register], { retries: 0 });
    expect(api.asked).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    const port = await freePort();
    const [given] = await ask(`http://127.0.0.1:${port}/graphql`, [register], { retries: 1 });
    expect(given?.failure).toMatchObject({
      code: 'UNREACHABLE',
      temporary: true,
      status: null,
      previous: 'Flattr\\Client\\Unreachable',
    });
  });

  it.each([
    ['a page', { body: '<!doctype html><title>Maintenance</title>' }, 'UNREADABLE'],
    ['another place', { status: 302, headers: { location: '/elsewhere' }, body: '' }, 'UNREADABLE'],
    ['a list', { body: [1, 2] }, 'UNREADABLE'],
    ['a no', { status: 403, body: 'no' }, 'FORBIDDEN'],
    ['a malformed question', { status: 400, body: { errors: [{ message: 'Syntax' }] } }, 'BAD_USER_INPUT'],
    ['half an answer', { body: { data: { viewer: null }, errors: [{ message: 'x' }] } }, 'BAD_USER_INPUT'],
  ])('takes %s for no answer, once', async (_name, reply: Reply, code) => {
    await using api = await inOrder(reply);
    const [given] = await ask(api.endpoint, [register]);
    expect(given?.failure).toMatchObject({ code, temporary: false });
    expect(api.asked).toHaveLength(1);
  });

  it.each([
    ['no address', 'blog', {}],
    ['another scheme', 'ftp://flattr.example/graphql', {}],
    ['no path', 'https://flattr.example/', {}],
    ['a password', 'https://ann:secret@flattr.example/graphql', {}],
    ['a token with a line of its own', 'https://flattr.example/graphql', { token: 'a\r\nx: secret' }],
  ])('refuses %s where it is made, and repeats no secret', async (_name, endpoint, options) => {
    const [given] = await ask(endpoint, [register], options);
    expect(given?.misuse).toEqual(expect.any(String));
    expect(given?.misuse).not.toContain('secret');
  });

  it('refuses a key that no header carries', async () => {
    const [given] = await ask('https://flattr.example/graphql', [{ ...register, key: 'a b' }]);
    expect(given?.misuse).toContain('idempotency key');
  });
});
