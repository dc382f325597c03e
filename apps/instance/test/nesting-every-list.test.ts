import { createApi, schema } from '@flattr/api';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import { statementsDuring } from '@flattr/test-world/count-statements';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emailOf, seedPassword } from '../src/seed/cast.ts';
import { plantSeed } from '../src/seed/plant-seed.ts';
import { type Nesting, nestingsOf } from './nested-lists.ts';

let world: World;
let api: Hono;
const cookies: string[] = [];

const origin = 'http://localhost:4000';
const depth = 12;
const json = { 'content-type': 'application/json', origin };

beforeAll(async () => {
  world = await createWorld();
  await plantSeed(world.platform, world.config, world.owner);
  const huge = 2 ** 50;
  api = createApi(world.platform, {
    origin,
    authSecret: world.config.secret ?? '',
    limits: {
      document: { depth, aliases: 100, directives: 50, tokens: 3000, fields: 400 },
      cost: { request: huge, viewer: huge, nobody: huge },
    },
  });
  for (const handle of ['noor', 'ada']) {
    const body = JSON.stringify({ email: emailOf(handle), password: seedPassword });
    const answer = await api.request('/auth/sign-in', { method: 'POST', headers: json, body });
    if (!answer.ok) throw new Error(await answer.text());
    cookies.push(
      answer.headers
        .getSetCookie()
        .map((set) => set.split(';')[0])
        .join('; '),
    );
  }
});
afterAll(() => world.close());

const ask = async (query: string, cookie: string) => {
  const answer = await api.request('/graphql', {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ query }),
  });
  return answer.json();
};

/** A statement by its shape: how many values it is asked with is no matter. */
const shapeOf = (text: string): string => text.replaceAll(/\((\$\d+,?)+\)/g, '(…)');

/** How often the statement that was given most often was given. */
const mostAlike = async ({ document }: Nesting): Promise<{ times: number; shape: string }> => {
  let most = { times: 0, shape: '' };
  for (const cookie of cookies) {
    const statements = await statementsDuring(world.platform.pool, async () => {
      const { errors } = await ask(document, cookie);
      expect([document, errors]).toEqual([document, undefined]);
    });
    const counted = new Map<string, number>();
    for (const shape of statements.map(shapeOf)) counted.set(shape, (counted.get(shape) ?? 0) + 1);
    for (const [shape, times] of counted) if (times > most.times) most = { times, shape };
  }
  return most;
};

/** The pages of one's own accounts and settled months, each of them at the end of a short way: these are tried each time. */
const ownPages = /(history|shares|months \{ __typename things)\(first: 100\) \{ nodes \{ __typename amount/;

/** What a month would be worth now is computed from the same splits that are shown. */
const roundsOf = ({ document, rounds }: Nesting): number =>
  rounds + (document.includes('monthSoFar') ? 1 : 0);

test('every list nested in every other at page 100 takes each statement once per level, however many rows there are (S-04)', async () => {
  const { db } = world.platform;
  const { url } = await db.thing.findFirstOrThrow();
  const all = nestingsOf(schema, depth - 1, {
    'Query.thing': `(url: "${url}")`,
    'Query.user': '(handle: "noor")',
    // One of what the viewer's lists reach as well.
    'Viewer.webhookEndpoint': undefined,
    'Viewer.webhookDelivery': undefined,
    'Viewer.deviceRequest': '(userCode: "ABCD-EFGH")',
    'Query.searchThings': '(query: "a")',
  });
  const stride = scaleOf({ quick: 60, ci: 9, full: 1 });
  const chosen = all.filter(({ document }, index) => index % stride === 0 || ownPages.test(document));
  expect(chosen.filter(({ document }) => ownPages.test(document)).length).toBe(4);
  const tooMany: string[] = [];
  for (const nesting of chosen) {
    const { times, shape } = await mostAlike(nesting);
    if (times > roundsOf(nesting))
      tooMany.push(`${times} > ${roundsOf(nesting)}: ${nesting.document}\n${shape}`);
  }
  recordEvidence({ id: 'S-04', tried: chosen.length, failed: tooMany.length });
  expect(tooMany).toEqual([]);
}, 600_000);
