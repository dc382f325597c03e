import { expect, it } from 'vitest';
import { createWeb } from '../src/index.ts';
import { openWeb, origin } from './open-web.ts';

const post = (headers: Record<string, string>, body = 'url=https%3A%2F%2Fsite0.example%2Fthings%2F0') => ({
  method: 'POST',
  headers: { cookie: 'session=ada', ...headers },
  body,
});
const form = { 'content-type': 'application/x-www-form-urlencoded' };

it('takes a form from its own pages alone', async () => {
  const { web, asked, state } = openWeb();
  const strangers: Record<string, string>[] = [
    {},
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { origin: 'https://flattr.example.evil.example' },
    { origin: 'https://sub.flattr.example', 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site' },
  ];
  for (const headers of strangers) {
    for (const path of [
      '/flattr',
      '/flattr/undo',
      '/me/budget',
      '/me/wallet/fund',
      '/me/tokens',
      '/me/earnings/set-up',
    ]) {
      const answer = await web.request(`${origin}${path}`, post({ ...form, ...headers }));
      expect(answer.status, JSON.stringify(headers)).toBe(403);
    }
  }
  expect(asked.filter(({ query }) => query.includes('mutation'))).toEqual([]);
  expect(state.flattred.size).toBe(0);
});

it('takes nothing but plain forms, and no long ones', async () => {
  const { web, state } = openWeb();
  for (const type of [
    'text/plain',
    'application/json',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
  ]) {
    const answer = await web.request(`${origin}/flattr`, post({ origin, 'content-type': type }));
    expect(answer.status, type).toBe(415);
  }
  const long = await web.request(`${origin}/flattr`, post({ origin, ...form }, `url=${'a'.repeat(70_000)}`));
  expect(long.status).toBe(413);
  expect(state.flattred.size).toBe(0);
});

it('tells the browser on every page to run no foreign script and to be in no frame', async () => {
  const { visit, send, state } = openWeb();
  const answers = [
    await visit('/'),
    await visit('/nope'),
    await visit('/me/month', 'ada'),
    await send('/flattr', {}, 'ada'),
  ];
  state.down = true;
  answers.push(await visit('/'));
  expect(answers.map(({ status }) => status)).toEqual([200, 404, 200, 303, 503]);
  for (const { headers } of answers) {
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(part);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBeNull();
  }
});

it('has no style and no script inside its pages', async () => {
  const { visit } = openWeb();
  for (const path of [
    '/',
    '/me/month',
    '/me/budget',
    '/months/2026-10',
    '/flattr?url=https://site0.example/things/0',
  ]) {
    expect(await (await visit(path, 'ada')).text()).not.toMatch(
      /<style|<script|\sstyle=|\son\w+=|javascript:/i,
    );
  }
});

it('tells the API the cookie, the request id and the way of the visitor, the language of the page, and nothing else', async () => {
  const { web, asked } = openWeb();
  const headers = {
    cookie: 'session=ada',
    'x-request-id': 'r-42',
    authorization: 'Bearer x',
    'x-forwarded-for': '1.2.3.4',
    'user-agent': 'me',
    'accept-language': 'de, fr;q=0.9',
  };
  await web.request(`${origin}/months`, { headers });
  expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-language',
    'content-type',
    'cookie',
    'x-forwarded-for',
    'x-request-id',
  ]);
  expect(asked[0]?.headers).toMatchObject({
    cookie: 'session=ada',
    'x-forwarded-for': '1.2.3.4',
    'x-request-id': 'r-42',
    'accept-language': 'en',
  });
});

it('says that the API is away without saying how', async () => {
  const { visit } = openWeb((state) => {
    state.down = true;
  });
  const answer = await visit('/me/month', 'ada');
  const text = await answer.text();
  expect(answer.status).toBe(503);
  expect(text).not.toMatch(/graphql cannot|is down|at .*\.ts/);
});

it('serves the sheet and the script to be kept for ever, the same for everybody', async () => {
  const { visit } = openWeb();
  const sheet = (await (await visit('/')).text()).match(/href="(\/style\.css\?v=[0-9a-f]{16})"/)?.[1] ?? '';
  const answer = await visit(sheet, 'ada');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.get('content-type')).toContain('text/css');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect((await visit('/style.css?v=old')).headers.get('cache-control')).toBe('public, max-age=3600');
  expect(await (await visit('/popup.js')).text()).not.toContain("'*'");
});

it('is made with an origin or not at all', () => {
  for (const wrong of ['flattr.example', 'https://flattr.example/', 'ftp://flattr.example', '']) {
    expect(() => createWeb({ origin: wrong, fetch })).toThrow('origin is not an origin');
  }
});
