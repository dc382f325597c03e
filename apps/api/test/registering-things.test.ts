import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';

let open: OpenApi;
let ada: As;

beforeAll(async () => {
  open = await openApi();
  const session = await open.joins('ada');
  for (const site of ['https://music.example.org/', 'https://blog.example.org/'])
    await open.owns('ada', site);
  ada = { token: await tokenOf(open, session, ['THINGS_WRITE']) };
});
afterAll(() => open.close());

const register = (things: readonly object[], as: As = ada) =>
  open.ask(
    `mutation ($things: [RegisterThingInput!]!) { registerThings(input: { things: $things }) {
       results { created thing { url title kind language tags slug creator { handle } } errors { code message path } }
       errors { code path } } }`,
    { things },
    as,
  );

test('good things are registered in the order of the input, even if others are refused', async () => {
  const { data } = await register([
    {
      url: 'http://Music.example.org/song?utm_campaign=x',
      title: ' A  song ',
      kind: 'AUDIO',
      language: 'PT-br',
      tags: ['folk'],
    },
    { url: 'http://10.0.0.1/', title: 'Private' },
    { url: 'nonsense', title: 'Nonsense' },
    { url: 'mailto:a@b.example', title: 'Mail' },
    { url: 'https://music.example.org/2', title: '' },
    { url: 'https://music.example.org/3', title: 'Three', language: '??' },
    { url: 'https://music.example.org/4', title: 'Four' },
  ]);
  const { results, errors } = data.registerThings;
  expect(errors).toEqual([]);
  expect(results[0]).toEqual({
    created: true,
    thing: {
      url: 'https://music.example.org/song',
      title: 'A song',
      kind: 'AUDIO',
      language: 'pt-BR',
      tags: ['folk'],
      slug: 'a-song',
      creator: { handle: 'ada' },
    },
    errors: [],
  });
  const refused = results.map(
    ({ errors: [first] }: { errors: { code: string; path: string[] }[] }) =>
      first && [first.code, ...first.path],
  );
  expect(refused).toEqual([
    undefined,
    ['URL_PRIVATE', 'things', '1', 'url'],
    ['URL_UNPARSABLE', 'things', '2', 'url'],
    ['URL_NOT_HTTP', 'things', '3', 'url'],
    ['TITLE_MISSING', 'things', '4', 'title'],
    ['LANGUAGE_UNKNOWN', 'things', '5', 'language'],
    undefined,
  ]);
  expect(results[6]).toMatchObject({ created: true, thing: { kind: 'OTHER', title: 'Four' } });
});

test('registering again updates one’s own, and is refused for somebody else’s', async () => {
  const thing = { url: 'https://music.example.org/song', title: 'A better title' };
  const { data } = await register([thing]);
  expect(data.registerThings.results[0]).toMatchObject({
    created: false,
    thing: { title: 'A better title' },
    errors: [],
  });
  const eve = await open.joins('eve');
  const before = await open.rows();
  const taken = await register([{ ...thing, title: 'Mine now' }], eve);
  expect(taken.data.registerThings.results[0]).toMatchObject({
    thing: null,
    errors: [{ code: 'REGISTERED_BY_ANOTHER' }],
  });
  const { data: kept } = await open.ask(
    '{ thing(url: "https://music.example.org/song") { title creator { handle } } }',
  );
  expect(kept.thing).toEqual({ title: 'A better title', creator: { handle: 'ada' } });
  expect(await open.rows()).toEqual(before);
});

const asThing = { title: 'A page', kind: 'ARTICLE' };

test('nobody is the creator of a page by registering it, and whoever did may change it until its site is claimed', async () => {
  const [kim, lee] = [await open.joins('kim'), await open.joins('lee')];
  const url = 'https://lee.example.org/page';
  const mutation = `mutation ($things: [RegisterThingInput!]!) { registerThings(input: { things: $things }) {
    results { created claimAt thing { title creator { handle } viewerRegistered } errors { code } } } }`;
  const registers = async (title: string, as: As) => {
    const { data } = await open.ask(mutation, { things: [{ ...asThing, url, title }] }, as);
    return data.registerThings.results[0];
  };
  const claimAt = 'http://localhost:4000/me/sites?site=https%3A%2F%2Flee.example.org%2F';
  const unclaimed = { creator: null, viewerRegistered: true };
  expect(await registers('A page', kim)).toEqual({
    created: true,
    claimAt,
    thing: { title: 'A page', ...unclaimed },
    errors: [],
  });
  expect(await registers('Mine', lee)).toMatchObject({
    thing: null,
    claimAt: null,
    errors: [{ code: 'REGISTERED_BY_ANOTHER' }],
  });
  expect(await registers('The page', kim)).toEqual({
    created: false,
    claimAt,
    thing: { title: 'The page', ...unclaimed },
    errors: [],
  });
  await open.owns('lee', 'https://lee.example.org/');
  expect(await registers('Kim’s page', kim)).toMatchObject({ errors: [{ code: 'REGISTERED_BY_ANOTHER' }] });
  expect(await registers('Lee’s page', lee)).toMatchObject({
    claimAt: null,
    thing: { title: 'Lee’s page', viewerRegistered: false },
  });
});

test('what lies in a claimed site is its owner’s, whoever registers it', async () => {
  const { data } = await register(
    [{ ...asThing, url: 'https://music.example.org/by-mo' }],
    await open.joins('mo'),
  );
  expect(data.registerThings.results[0]).toMatchObject({ thing: { creator: { handle: 'ada' } }, errors: [] });
  const again = await register([{ ...asThing, title: 'By Mo', url: 'https://music.example.org/by-mo' }]);
  expect(again.data.registerThings.results[0]).toMatchObject({ created: false, thing: { title: 'By Mo' } });
});

test('500 go in at once, in a handful of queries; 501 are refused as a whole', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      url: `https://blog.example.org/${index}`,
      title: `Page ${index}`,
    }));
  const before = await open.rows();
  const tooMany = await register(many(501));
  expect(tooMany.data.registerThings).toEqual({
    results: [],
    errors: [{ code: 'TOO_MANY_THINGS', path: ['things'] }],
  });
  expect(await open.rows()).toEqual(before);
  const { pool } = open.world.platform;
  let queries = 0;
  const count = () => {
    queries += 1;
  };
  pool.on('acquire', count);
  const { data } = await register(many(500));
  pool.off('acquire', count);
  expect(data.registerThings.results).toHaveLength(500);
  expect(data.registerThings.results.every(({ created }: { created: boolean }) => created)).toBe(true);
  expect(queries).toBeLessThan(10);
});

test('a user’s things are pages, newest first', async () => {
  const page = async (after?: string) => {
    const { data } = await open.ask(
      `query ($after: String) { user(handle: "ADA") { things(first: 100, after: $after) {
         totalCount nodes { url flattrCount viewerHasFlattred } pageInfo { hasNextPage endCursor } } } }`,
      { after },
    );
    return data.user.things;
  };
  const urls: string[] = [];
  for (let after: string | undefined; ; ) {
    const { totalCount, nodes, pageInfo } = await page(after);
    expect(totalCount).toBe(503);
    urls.push(...nodes.map(({ url }: { url: string }) => url));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  expect(new Set(urls).size).toBe(503);
  expect(urls.at(-1)).toMatch(/music\.example\.org/);
});
