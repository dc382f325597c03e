import { recordEvidence } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import { createWeb } from '@flattr/web';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../src/create-app.ts';
import { pagesOf } from './pages-of.ts';

let world: World;
let app: Hono;
let cookie: string;
beforeAll(async () => {
  world = await createWorld();
  app = createApp(world.platform, world.config);
  const { origin } = world.config.policy;
  const body = new URLSearchParams({
    ...{ name: 'Ada', handle: 'ada' },
    ...{ email: 'ada@people.example', password: 'correct horse battery' },
  });
  const joined = await app.request('/auth/join', { method: 'POST', headers: { origin }, body });
  cookie = joined.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
});
afterAll(() => world.close());

it('every page of ours, signed in or out, found or not, lets no other page frame it (S-20)', async () => {
  expect(cookie).toContain('flattr_session=');
  const web = createWeb({ origin: world.config.policy.origin, fetch: async () => new Response() });
  const pages = [...pagesOf(web), '/nowhere', '/graphql', '/flattr?url=https%3A%2F%2Fother.example%2F1'];
  expect(pages.length).toBeGreaterThan(35);
  const framable: string[] = [];
  let tried = 0;
  for (const path of pages)
    for (const visitor of ['', cookie]) {
      const answer = await app.request(path, { headers: { cookie: visitor, accept: 'text/html' } });
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
      tried += 1;
      const policy = answer.headers.get('content-security-policy') ?? '';
      if (!/(^|; )frame-ancestors 'none'(;|$)/.test(policy)) framable.push(path);
    }
  expect(tried).toBeGreaterThan(50);
  recordEvidence({ id: 'S-20', tried, failed: framable.length });
  expect(framable).toEqual([]);
});

/** What a foreign page loads from an instance before anybody clicks. */
const embedded = [
  '/button.js',
  ...['de', 'es', 'fr', 'sv'].map((language) => `/button.${language}.js`),
  '/counts?url=https%3A%2F%2Fother.example%2F1',
];

it('what foreign pages load has the same bytes, headers and cookies for whoever visits them (S-24)', async () => {
  const differing: string[] = [];
  for (const path of embedded) {
    const told = await Promise.all(
      ['', cookie, 'flattr_session=forged'].map(async (visitor) => {
        const origin = 'https://blog.example';
        const answer = await app.request(path, {
          headers: { cookie: visitor, origin, referer: `${origin}/post` },
        });
        const said = [...answer.headers].filter(([name]) => !['x-request-id', 'date'].includes(name));
        return JSON.stringify([answer.status, said, await answer.text()]);
      }),
    );
    const [first = ''] = told;
    const same = told.every((one) => one === first) && first.startsWith('[200');
    if (!same || /set-cookie|allow-credentials/.test(first)) differing.push(path);
  }
  recordEvidence({ id: 'S-24', tried: embedded.length * 3, failed: differing.length });
  expect(differing).toEqual([]);
});
