import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { UserId } from '@flattr/domain/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
const url = 'https://blog.example.org/one';

beforeAll(async () => {
  open = await openApi();
  const supporter = await open.joins('sam');
  await open.joins('ada');
  const ada = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
  await open.world.publishes({ id: ada.id as UserId, handle: 'ada' }, url, 'One');
  await open.ask(
    'mutation ($url: String!) { flattr(input: { url: $url }) { errors { code } } }',
    { url },
    supporter,
  );
});
afterAll(() => open.close());

const look = (query: string, headers: Record<string, string> = {}) =>
  open.api.request(`/counts?${query}`, { headers });

test('a badge reads the counts of its addresses, in any spelling and in its order, on any page and without a cookie', async () => {
  const other = 'HTTP://Blog.example.org:80/one?utm_source=x';
  const asked = [other, 'https://nobody.example/', 'javascript:alert(1)', url];
  const query = asked.map((text) => `url=${encodeURIComponent(text)}`).join('&');
  const answer = await look(query, { origin: 'https://blog.example.org', cookie: 'flattr_session=x' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    month: '2026-11',
    counts: asked.map((text, index) => ({ url: text, count: [1, 0, 0, 1][index] })),
  });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toContain('public, max-age=60');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.headers.get('x-ratelimit-limit')).toBeNull();
});

test('what has not changed is not sent again, and what has is', async () => {
  const query = `url=${encodeURIComponent(url)}`;
  const etag = (await look(query)).headers.get('etag') ?? '';
  const same = await look(query, { 'if-none-match': etag });
  expect(same.status).toBe(304);
  expect(await same.text()).toBe('');
  expect(same.headers.get('cache-control')).toContain('max-age=60');
  const cleo = await open.joins('cleo');
  await open.ask(
    'mutation ($url: String!) { flattr(input: { url: $url }) { errors { code } } }',
    { url },
    cleo,
  );
  const changed = await look(query, { 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect((await changed.json()).counts).toEqual([{ url, count: 2 }]);
});

test('another month is asked for by its name', async () => {
  const query = `month=2026-10&url=${encodeURIComponent(url)}`;
  expect(await (await look(query)).json()).toEqual({ month: '2026-10', counts: [{ url, count: 0 }] });
});

test('what a user’s things got together is as public as each count, month by month', async () => {
  const { platform } = open.world;
  const ada = await platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
  const other = await open.world.publishes({ id: ada.id as UserId, handle: 'ada' }, `${url}/two`, 'Two');
  const sam = await platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  await open.world.flattrs({ id: sam.id as UserId, handle: 'sam' }, other);
  await gatherFlattrs(platform);
  const { data } = await open.ask(
    `{ ada: user(handle: "ada") { flattrsReceived october: flattrsReceived(month: "2026-10") }
       sam: user(handle: "sam") { flattrsReceived } }`,
  );
  expect(data).toEqual({ ada: { flattrsReceived: 3, october: 0 }, sam: { flattrsReceived: 0 } });
  const malformed = await open.ask('{ user(handle: "ada") { flattrsReceived(month: "november") } }');
  expect(malformed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test.each([
  ['', 'Give `url` once to 50 times.'],
  [Array.from({ length: 51 }, () => 'url=https://a.example/').join('&'), 'Give `url` once to 50 times.'],
  ['url=https://a.example/&month=november', 'A month is written YYYY-MM.'],
])('a question that cannot be read is refused, and kept by no cache', async (query, message) => {
  const answer = await look(query);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
