import type { UserId } from '@flattr/domain/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;

const urls = ['https://blog.example/one', 'https://blog.example/two', 'https://blog.example/three'];

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  const maker = await open.world.joins('maker');
  for (const url of urls) await open.world.publishes(maker, url);
});
afterAll(() => open.close());

const flattr = (url: string | undefined, weight = 1) =>
  open.ask(
    'mutation ($input: FlattrInput!) { flattr(input: $input) { thing { worthSoFar { amount } } errors { code } } }',
    { input: { url, weight } },
    sam,
  );

const worths = async (as: As = sam) => {
  const [one, two, three] = urls;
  const { data } = await open.ask(
    `{ one: thing(url: "${one}") { worthSoFar { amount currency } } two: thing(url: "${two}") { worthSoFar { amount currency } }
       three: thing(url: "${three}") { worthSoFar { amount currency } } }`,
    {},
    as,
  );
  return [data.one.worthSoFar, data.two.worthSoFar, data.three.worthSoFar];
};

test('nothing is said without a budget, then each flattr’s part of it less the fee, until another one is given', async () => {
  await flattr(urls[0]);
  expect(await worths()).toEqual([null, null, null]);
  const { id } = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  await open.world.funds({ id: id as UserId, handle: 'sam' }, '10.00', 'EUR', 3);
  expect(await worths()).toEqual([{ amount: '9.50', currency: 'EUR' }, null, null]);
  const { data } = await flattr(urls[1], 3);
  expect(data.flattr).toEqual({ thing: { worthSoFar: { amount: '7.125' } }, errors: [] });
  expect(await worths()).toEqual([
    { amount: '2.375', currency: 'EUR' },
    { amount: '7.125', currency: 'EUR' },
    null,
  ]);
});

test('the viewer’s flattrs have it too, of this month alone', async () => {
  const read = async () => {
    const { data } = await open.ask(
      '{ viewer { flattrsGiven { nodes { month weight worthSoFar { amount } } } } }',
      {},
      sam,
    );
    return data.viewer.flattrsGiven.nodes;
  };
  expect(await read()).toEqual([
    { month: '2026-11', weight: 3, worthSoFar: { amount: '7.125' } },
    { month: '2026-11', weight: 1, worthSoFar: { amount: '2.375' } },
  ]);
  await open.world.moveClockTo('2026-12-02T12:00:00Z');
  await flattr(urls[2]);
  expect(await read()).toMatchObject([
    { month: '2026-12', worthSoFar: { amount: '9.50' } },
    { month: '2026-11', worthSoFar: null },
    { month: '2026-11', worthSoFar: null },
  ]);
});

test('nobody else is told', async () => {
  expect(await worths({})).toEqual([null, null, null]);
  const made = await open.ask(
    'mutation { createToken(input: {name: "t", scopes: [FLATTR_WRITE]}) { secret } }',
    {},
    sam,
  );
  expect(await worths({ token: made.data.createToken.secret })).toEqual([null, null, null]);
});

test('what has a global id is found by it, alone and among others, in the order asked for', async () => {
  const { data } = await open.ask(`{ thing(url: "${urls[0]}") { id title creator { id } } }`);
  const { id, creator } = data.thing;
  const found = await open.ask(
    'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id } nodes(ids: $ids) { id ... on Thing { title } ... on User { handle } } }',
    { id, ids: [creator.id, id] },
  );
  expect(found.data.node).toEqual({ id });
  expect(found.data.nodes).toEqual([
    { id: creator.id, handle: 'maker' },
    { id, title: urls[0] },
  ]);
});
