import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordEvidence, scaleOf, sharedFolder } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../src/create-app.ts';

let world: World;
let app: Hono;
beforeAll(async () => {
  world = await createWorld();
  app = createApp(world.platform, world.config);
});
afterAll(() => world.close());

const collected = join(sharedFolder(), 'corpora/open-redirects.txt');
const own = [
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example',
];
const lines = existsSync(collected) ? readFileSync(collected, 'utf8').split('\n').filter(Boolean) : own;

/** So many of them, spread over all. */
const count = scaleOf({ quick: 30, ci: lines.length, full: lines.length });
const every = Math.max(1, Math.floor(lines.length / count));
const hostile = lines.filter((_line, at) => at % every === 0).flatMap((line) => [line, `/${line}`]);

/** Pages that lead back to where somebody came from, and forms that do, whether or not they refuse. */
const pages = ['/sign-in', '/sign-in/code', '/sign-in/link', '/sign-in/link?token=x', '/join', '/me/confirm'];
const forms = [
  '/auth/sign-out',
  '/auth/join',
  '/auth/reset',
  '/auth/reset/new',
  '/auth/link',
  '/auth/sign-in/code',
];
forms.push('/auth/confirm', '/auth/password', '/auth/link/use');

const send = (path: string, next: string, cookie = '') =>
  app.request(path, {
    method: 'POST',
    headers: {
      origin: world.config.policy.origin,
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ next }).toString(),
  });

/** Whether a browser that is led there stays with us, and so does every place that the place itself leads to. */
const stays = (to: string): boolean => {
  const { origin } = world.config.policy;
  const url = URL.parse(to, origin);
  if (!url || url.origin !== origin || !to.startsWith('/') || /^\/[/\\]/.test(to)) return false;
  const next = url.searchParams.get('next');
  return next === null || next === '' || stays(next);
};

const ledTo = async (answer: Response): Promise<string[]> => {
  const location = answer.headers.get('location');
  if (location !== null) return [location];
  const text = await answer.text();
  const links = [...text.matchAll(/(?:name="next" value|href|action)="([^"]*)"/g)].map(
    ([, link = '']) => link,
  );
  return links
    .map((link) => link.replaceAll('&amp;', '&').replaceAll('&#39;', "'"))
    .filter((link) => !link.startsWith('#'));
};

it('leads back to paths of this origin alone, whatever it is asked to lead to (S-22)', async () => {
  const cookie = await signedIn();
  const away: string[] = [];
  let tried = 0;
  const look = async (what: string, next: string, answer: Response) => {
    tried += 1;
    const led = await ledTo(answer);
    for (const to of led) if (!stays(to)) away.push(`${what} with ${next} leads to ${to}`);
    if (led.length === 0) away.push(`${what} with ${next} leads nowhere: ${answer.status}`);
  };
  for (const next of hostile) {
    for (const page of pages) {
      const path = `${page}${page.includes('?') ? '&' : '?'}${new URLSearchParams({ next })}`;
      await look(page, next, await app.request(path));
    }
    await look(
      '/sign-in of who is signed in',
      next,
      await app.request(`/sign-in?${new URLSearchParams({ next })}`, { headers: { cookie } }),
    );
    for (const form of forms) await look(form, next, await send(form, next));
  }
  console.log(`S-22: ${tried} ways back`);
  recordEvidence({ id: 'S-22', tried, failed: away.length });
  expect(away).toEqual([]);
}, 600_000);

const signedIn = async (): Promise<string> => {
  const answer = await app.request('/auth/join', {
    method: 'POST',
    headers: { origin: world.config.policy.origin, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada',
      handle: 'ada',
      email: 'ada@people.example',
      password: 'correct horse',
    }),
  });
  return answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ');
};
