import { createHash } from 'node:crypto';
import { ThingDocument } from '@flattr/sdk';
import { operations } from '@flattr/sdk/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../src/index.ts';
import { type As, type OpenApi, openApi, origin, tokenOf } from './open-api.ts';

let open: OpenApi;
let ada: As;
beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
});
afterAll(() => open.close());

const idOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const thing = idOf(`${ThingDocument}`);

const get = (asked: Record<string, string>, headers: Record<string, string> = {}) => {
  const api = createApi(open.world.platform, {
    authSecret: 'a secret for tests alone, long enough',
    origin,
    queries: operations,
  });
  return api.request(`/graphql?${new URLSearchParams(asked)}`, {
    headers: { accept: 'application/json', ...headers },
  });
};

const variables = JSON.stringify({ url: 'https://blog.example.org/one' });

test('a query of the SDK’s own is read by its hash, kept by caches, and nobody’s hour', async () => {
  const answer = await get({ documentId: thing, variables });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ data: { thing: null } });
  expect(answer.headers.get('cache-control')).toContain('public, max-age=60');
  expect(answer.headers.get('vary')).toContain('authorization, cookie');
  expect(answer.headers.get('x-ratelimit-limit')).toBeNull();
  const again = await get(
    { documentId: thing, variables },
    { 'if-none-match': `${answer.headers.get('etag')}`, origin: 'https://blog.example' },
  );
  expect(again.status).toBe(304);
  expect(again.headers.get('access-control-allow-origin')).toBe('*');
  const persistedQuery = { version: 1, sha256Hash: thing.replace('sha256:', '') };
  const apollo = await get({ extensions: JSON.stringify({ persistedQuery }), variables });
  expect(await apollo.json()).toEqual({ data: { thing: null } });
});

test('what somebody is answered is kept by nobody, and is of their hour', async () => {
  const token = await tokenOf(open, ada, ['ME_READ']);
  for (const [name, value] of [
    ['authorization', `Bearer ${token}`],
    ['cookie', `${ada.cookie}`],
  ] as const) {
    const answer = await get({ documentId: thing, variables }, { [name]: value });
    expect(answer.status).toBe(200);
    expect((await answer.json()).extensions.cost.requested).toBeGreaterThan(0);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.headers.get('x-ratelimit-limit')).not.toBeNull();
  }
});

test('a mutation, a document of one’s own and one that is not known are refused by GET, and kept by nobody', async () => {
  const mutation = 'mutation { endBudget(input: {}) { errors { code } } }';
  const cases: [Record<string, string>, number, string][] = [
    [{ query: mutation }, 400, 'BAD_USER_INPUT'],
    [{ query: '{ currencies { currency } }' }, 400, 'BAD_USER_INPUT'],
    [{ documentId: idOf(mutation) }, 404, 'NOT_FOUND'],
    [{ documentId: 'sha256:00' }, 404, 'NOT_FOUND'],
    [{ variables }, 400, 'BAD_USER_INPUT'],
    [{ documentId: thing, variables: JSON.stringify({ url: 5 }) }, 400, 'BAD_USER_INPUT'],
  ];
  for (const [asked, status, code] of cases) {
    const answer = await get(asked);
    expect([asked, answer.status]).toEqual([asked, status]);
    expect((await answer.json()).errors[0].extensions.code).toBe(code);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  }
  expect([...operations.values()].filter((text) => /\bmutation\b/.test(text))).toEqual([]);
});
