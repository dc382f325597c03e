import { recordEvidence } from '@flattr/evidence';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type As, type OpenApi, openApi, origin, tokenOf } from './open-api.ts';
import { apiWith } from './open-limits.ts';

let open: OpenApi;
let ada: As;
let token: string;
beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
  token = await tokenOf(open, ada, ['FLATTR_WRITE']);
});
afterAll(() => open.close());

/** An API whose database, or whatever else is named here, answers with an error that tells too much. */
const broken = (part: 'pool' | 'clock'): Hono => {
  const secrets = 'relation "users" at /srv/flattr/schema.ts:12 SELECT password FROM users WHERE id = $1';
  const fail = async () => {
    throw new Error(secrets);
  };
  const trap = new Proxy(open.world.platform[part], {
    get: (whole, name) =>
      ['query', 'connect', 'now'].includes(`${String(name)}`) ? fail : Reflect.get(whole, name),
  });
  const platform = { ...open.world.platform, [part]: trap };
  return createApi(platform, { authSecret: 'a secret for tests alone, long enough', origin });
};

type Sent = { readonly api?: Hono; readonly body?: unknown; readonly headers?: Record<string, string> };

/** One request of each class of trouble, and the code and status that it is told by. */
const troubles: Record<
  string,
  { readonly send: () => Sent; readonly code: string; readonly status: number }
> = {
  'a token that is unknown': {
    send: () => ({ body: { query: '{ now }' }, headers: { authorization: 'Bearer flt_pat_x' } }),
    code: 'UNAUTHENTICATED',
    status: 401,
  },
  'nobody where somebody is needed': {
    send: () => ({ body: { query: 'mutation { endBudget { errors { code } } }' } }),
    code: 'UNAUTHENTICATED',
    status: 200,
  },
  'a token without the scope': {
    send: () => ({
      body: { query: 'mutation { registerThings(input: { things: [] }) { errors { code } } }' },
      headers: { authorization: `Bearer ${token}` },
    }),
    code: 'FORBIDDEN',
    status: 200,
  },
  'a session of another origin’s page': {
    send: () => ({
      body: { query: '{ now }' },
      headers: { cookie: `${ada.cookie}`, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    }),
    code: 'FORBIDDEN',
    status: 403,
  },
  'a document that is not there': {
    send: () => ({ body: { extensions: { persistedQuery: { version: 1, sha256Hash: '00' } } } }),
    code: 'NOT_FOUND',
    status: 404,
  },
  'a document that cannot be parsed': {
    send: () => ({ body: { query: '{' } }),
    code: 'BAD_USER_INPUT',
    status: 200,
  },
  'a field that is not there': {
    send: () => ({ body: { query: '{ passwords }' } }),
    code: 'BAD_USER_INPUT',
    status: 200,
  },
  'a body that is no JSON': { send: () => ({ body: '{"query":' }), code: 'BAD_USER_INPUT', status: 200 },
  'a variable of another type': {
    send: () => ({ body: { query: 'query ($u: String!) { thing(url: $u) { id } }', variables: { u: 5 } } }),
    code: 'BAD_USER_INPUT',
    status: 400,
  },
  'an id that cannot be read': {
    send: () => ({ body: { query: '{ node(id: "\\u0000") { id } }' } }),
    code: 'BAD_USER_INPUT',
    status: 400,
  },
  'a document that is too long': {
    send: () => ({ body: { query: `{ ${'__typename '.repeat(801)} }` } }),
    code: 'BAD_USER_INPUT',
    status: 400,
  },
  'a form instead of JSON': {
    send: () => ({
      body: 'query=%7Bnow%7D',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    code: 'BAD_USER_INPUT',
    status: 415,
  },
  'a body that is too large': {
    send: () => ({ body: { query: ' '.repeat(1024 * 1024) } }),
    code: 'BAD_USER_INPUT',
    status: 413,
  },
  'a request that costs too much': {
    send: () => ({
      api: apiWith(open.world.platform, { changed: { cost: { request: 1 } } }),
      body: { query: '{ mostFlattred { flattrCount } }' },
    }),
    code: 'COST_LIMIT_EXCEEDED',
    status: 400,
  },
  'an hour that is spent': {
    send: () => ({
      api: apiWith(open.world.platform, { changed: { cost: { nobody: 1 } }, apart: true }),
      body: { query: '{ mostFlattred { flattrCount } }' },
    }),
    code: 'RATE_LIMITED',
    status: 429,
  },
  'a database that throws': {
    send: () => ({ api: broken('pool'), body: { query: '{ thing(url: "https://a.example/") { id } }' } }),
    code: 'INTERNAL',
    status: 200,
  },
  'a clock that throws': {
    send: () => ({ api: broken('clock'), body: { query: '{ now }' } }),
    code: 'INTERNAL',
    status: 200,
  },
};

const telling =
  /\bat (\w+ )?\(?[\w/.:]+:\d+|SELECT|INSERT|relation|node_modules|\.ts\b|\.js\b|\/srv\/|prisma|postgres|stack/i;

test.each(Object.entries(troubles))(
  '%s is told by a code and a request id, without a stack, a statement or a path (S-07)',
  async (_name, { send, code, status }) => {
    const { api = open.api, body, headers = {} } = send();
    const answer = await api.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const { errors } = JSON.parse(text);
    expect(errors[0].extensions.code).toBe(code);
    expect(answer.status).toBe(status);
    for (const { extensions } of errors)
      expect(extensions.requestId).toBe(answer.headers.get('x-request-id'));
    expect(text).not.toMatch(telling);
    recordEvidence({ id: 'S-07', tried: 1, failed: 0 });
  },
);
