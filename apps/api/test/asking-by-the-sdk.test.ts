import { CreateTokenDocument, createFlattr, type Flattr, FlattrError, FlattrRefusal } from '@flattr/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, openApi, origin } from './open-api.ts';

let open: OpenApi;
let noor: Flattr;
let sam: Flattr;

const clientOf = async (handle: string): Promise<Flattr> => {
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => open.api.request(`${input}`, init);
  const endpoint = `${origin}/graphql`;
  const { cookie = '' } = await open.joins(handle);
  const session = createFlattr({ endpoint, fetch, headers: { cookie } });
  const { createToken } = await session.request(CreateTokenDocument, {
    input: { name: 'sdk', scopes: ['THINGS_WRITE', 'FLATTR_WRITE', 'ME_READ', 'EARNINGS_READ'] },
  });
  return createFlattr({ endpoint, fetch, token: createToken.secret ?? '' });
};

beforeAll(async () => {
  open = await openApi();
  noor = await clientOf('noor');
  sam = await clientOf('sam');
  await open.owns('noor', 'https://noor.example/');
});
afterAll(() => open.close());

const bread = 'https://noor.example/bread';

test('each thing has its own result, and trouble with one touches no other', async () => {
  await sam.registerThings([{ url: 'https://sam.example/', title: 'Sam' }]);
  const results = await noor.registerThings([
    { url: bread, title: 'Bread', kind: 'ARTICLE' },
    { url: 'http://localhost/', title: 'Mine alone' },
    { url: 'https://sam.example/', title: 'Taken' },
    { url: 'http://noor.example/bread?utm_source=feed', title: 'Bread, once more' },
  ]);
  expect(
    results.map(({ thing, created, errors }) => [thing?.url, created, errors.map(({ code }) => code)]),
  ).toEqual([
    [bread, true, []],
    [undefined, false, ['URL_PRIVATE']],
    [undefined, false, ['REGISTERED_BY_ANOTHER']],
    [bread, false, []],
  ]);
});

test('things move, one or many, each with its own result', async () => {
  await noor.registerThings([{ url: 'https://noor.example/old', title: 'Old' }]);
  const moved = await noor.moveThing({ url: 'https://noor.example/old', to: 'https://noor.example/new' });
  expect(moved).toMatchObject({ url: 'https://noor.example/new', title: 'Old' });
  const results = await noor.moveThings([
    { from: 'https://noor.example/old', to: 'https://noor.example/newer' },
    { from: 'https://noor.example/newer', to: bread },
    { from: 'https://noor.example/nowhere', to: bread },
  ]);
  expect(
    results.map(({ thing, moved: now, errors }) => [thing?.url, now, errors.map(({ code }) => code)]),
  ).toEqual([
    ['https://noor.example/newer', true, []],
    [undefined, false, ['URL_TAKEN']],
    [undefined, false, ['THING_UNKNOWN']],
  ]);
  const taken = noor.moveThing({ url: 'https://noor.example/newer', to: bread });
  await expect(taken).rejects.toMatchObject({ code: 'URL_TAKEN', path: ['to'] });
});

test('what is off the net is said so, one or many, each with its own result', async () => {
  const gone = Array.from({ length: 501 }, (_, nth) => `https://noor.example/gone/${nth}`);
  await noor.registerThings(gone.map((url) => ({ url, title: 'Gone' })));
  const results = await noor.unpublishThings([...gone, 'https://noor.example/nowhere']);
  expect(results.slice(0, 501).every(({ unpublished, thing }) => unpublished && thing?.unpublishedAt)).toBe(
    true,
  );
  expect(results.slice(501)).toMatchObject([
    { unpublished: false, thing: null, errors: [{ code: 'THING_UNKNOWN', path: ['urls', '1'] }] },
  ]);
});

test.each([
  ['THING_UNKNOWN', { thing: '01920000-0000-7000-8000-000000000000' }],
  ['URL_NOT_HTTP', { url: 'ftp://noor.example/' }],
  ['WEIGHT_OUT_OF_RANGE', { url: bread, weight: 11 }],
] as const)('what is refused is thrown as %s', async (code, input) => {
  const refused = sam.flattr(input);
  await expect(refused).rejects.toBeInstanceOf(FlattrRefusal);
  await expect(refused).rejects.toMatchObject({ code });
});

test('a flattr, a second one, one’s own, and its undoing', async () => {
  expect(await sam.flattr({ url: bread })).toMatchObject({ url: bread, creator: { handle: 'noor' } });
  await expect(sam.flattr({ url: bread })).rejects.toMatchObject({ code: 'ALREADY_FLATTRED' });
  await expect(noor.flattr({ url: bread })).rejects.toMatchObject({ code: 'OWN_THING' });
  expect(await sam.undoFlattr({ url: bread })).toMatchObject({ url: bread });
  await expect(sam.undoFlattr({ url: bread })).rejects.toMatchObject({ code: 'NOT_FLATTRED' });
});

test('a standing flattr is started, listed and stopped', async () => {
  expect(await sam.startStandingFlattr({ url: bread, months: 6, weight: 2 })).toMatchObject({
    thing: { url: bread },
    weight: 2,
    lastMonth: '2027-04',
  });
  expect(await sam.monthSoFar()).toMatchObject({ flattrs: [{ standingFlattr: { weight: 2 } }] });
  const listed = async () => {
    const urls: string[] = [];
    for await (const { thing } of sam.standingFlattrs()) urls.push(thing.url);
    return urls;
  };
  expect(await listed()).toEqual([bread]);
  expect(await sam.stopStandingFlattr({ url: bread })).toMatchObject({ url: bread });
  await expect(sam.stopStandingFlattr({ url: bread })).rejects.toMatchObject({ code: 'NOT_STANDING' });
  await expect(noor.startStandingFlattr({ url: bread })).rejects.toMatchObject({ code: 'OWN_THING' });
  expect(await listed()).toEqual([]);
});

test('an address that nothing can have is bad input, and one that nobody registered is nobody’s', async () => {
  await expect(sam.thing({ url: 'http://10.0.0.1/' })).rejects.toBeInstanceOf(FlattrError);
  await expect(sam.thing({ url: 'http://10.0.0.1/' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await sam.thing({ url: 'https://nobody.example/' })).toBeNull();
});
