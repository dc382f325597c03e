import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { UserId } from '@flattr/domain/ids';
import { countListens } from '@flattr/domain/listens/count-listens';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';
import { watchStatements } from './watch-statements.ts';

let open: OpenApi;
let [ann, ben, sam]: As[] = [];

beforeAll(async () => {
  open = await openApi({ now: new Date('2026-11-10T12:00:00Z') });
  [ann, ben, sam] = [await open.joins('ann'), await open.joins('ben'), await open.joins('sam')];
  await open.owns('ann', 'https://ann.example/');
});
afterAll(() => open.close());

const register = async (as: As | undefined, ...urls: readonly string[]) => {
  const { data } = await open.ask(
    `mutation ($things: [RegisterThingInput!]!) { registerThings(input: { things: $things }) {
       results { created thing { uuid unpublishedAt } errors { code } } } }`,
    { things: urls.map((url) => ({ url, title: 'A page on bread', kind: 'ARTICLE', tags: ['bread'] })) },
    as,
  );
  return data.registerThings.results;
};

const unpublish = async (as: As | undefined, ...urls: readonly string[]) => {
  const { data } = await open.ask(
    `mutation ($urls: [String!]!) { unpublishThings(input: { urls: $urls }) {
       results { unpublished thing { url unpublishedAt } errors { code path } } errors { code path } } }`,
    { urls },
    as,
  );
  return data.unpublishThings;
};

/** Of each address the code of its refusal, or whether it was taken off now. */
const outcomes = async (as: As | undefined, ...urls: readonly string[]) =>
  (await unpublish(as, ...urls)).results.map(
    // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
    ({ unpublished, errors }: any) => errors[0]?.code ?? unpublished,
  );

const flattr = async (as: As | undefined, url: string) => {
  const { data } = await open.ask(
    'mutation ($url: String!) { flattr(input: { url: $url }) { thing { flattrCount } errors { code path } } }',
    { url },
    as,
  );
  return data.flattr;
};

const thing = async (url: string, as?: As) => {
  const { data } = await open.ask(
    'query ($url: String!) { thing(url: $url) { url flattrCount unpublishedAt viewerCanFlattr { allowed refusal { code } } } }',
    { url },
    as,
  );
  return data.thing;
};

const page = '{ totalCount nodes { url } }';

/** Where a thing is listed, for somebody. */
const lists = async (url: string, as?: As): Promise<string[]> => {
  const { data } = await open.ask(
    `{ heat: things ${page} most: things(orderBy: FLATTRS) ${page} newest: things(orderBy: NEWEST) ${page}
       month: things(orderBy: FLATTRS, window: MONTH) ${page} tagged: things(tag: "bread") ${page}
       search: searchThings(query: "bread") ${page} user(handle: "ann") { things ${page} }
       ranked: mostFlattred { thing { url } } kind: mostFlattred(kind: ARTICLE) { thing { url } } }`,
    {},
    as,
  );
  const { user, ranked, kind, ...pages } = data;
  const rankings = { ranked, kind } as Record<string, { thing: { url: string } }[]>;
  const found = Object.entries({ ...pages, user: user.things } as Record<string, Listed>).map(
    ([name, { nodes, totalCount }]) => {
      expect(totalCount, name).toBe(nodes.length);
      return [name, nodes.map((node) => node.url)] as const;
    },
  );
  for (const [name, rows] of Object.entries(rankings)) found.push([name, rows.map((row) => row.thing.url)]);
  return found.flatMap(([name, urls]) => (urls.includes(url) ? [name] : []));
};

type Listed = { readonly totalCount: number; readonly nodes: readonly { readonly url: string }[] };

const everywhere = ['heat', 'most', 'newest', 'month', 'tagged', 'search', 'user', 'ranked', 'kind'];

describe('a creator takes what is theirs off the net', () => {
  const url = 'https://ann.example/bread';

  test('and it takes no flattr any more, while what it was given stays', async () => {
    await register(ann, url);
    await flattr(sam, url);
    await gatherFlattrs(open.world.platform);
    expect(await lists(url)).toEqual(everywhere);
    const { results, errors } = await unpublish(ann, `${url}?utm_source=x`);
    expect([results, errors]).toEqual([
      [
        {
          unpublished: true,
          thing: { url, unpublishedAt: expect.stringMatching(/^2026-11-10T12:/) },
          errors: [],
        },
      ],
      [],
    ]);
    expect(await flattr(ben, url)).toEqual({
      thing: { flattrCount: 1 },
      errors: [{ code: 'THING_UNPUBLISHED', path: ['url'] }],
    });
    const refusal = { code: 'THING_UNPUBLISHED' };
    for (const as of [undefined, ben, sam])
      expect(await thing(url, as)).toMatchObject({
        flattrCount: 1,
        unpublishedAt: results[0].thing.unpublishedAt,
        viewerCanFlattr: { allowed: false, refusal },
      });
    expect(await thing(url, ann)).toMatchObject({ viewerCanFlattr: { refusal: { code: 'OWN_THING' } } });
  });

  test('and it may not be given each month either', async () => {
    const { data } = await open.ask(
      'mutation ($url: String!) { startStandingFlattr(input: { url: $url }) { errors { code } } }',
      { url },
      ben,
    );
    expect(data.startStandingFlattr.errors).toEqual([{ code: 'THING_UNPUBLISHED' }]);
  });

  test('and it is listed nowhere, but to themselves among what is theirs', async () => {
    expect(await lists(url)).toEqual([]);
    expect(await lists(url, ben)).toEqual([]);
    expect(await lists(url, ann)).toEqual(['user']);
    const blind = { token: await tokenOf(open, ann ?? {}, ['FLATTR_WRITE']) };
    expect(await lists(url, blind)).toEqual([]);
  });

  test('and nobody who played it is told to flattr it', async () => {
    const played = 'https://ann.example/song';
    const { id } = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
    await register(ann, played);
    const listenedAt = Math.floor(Date.now() / 1000);
    await countListens(open.world.platform, id as UserId, [
      { listenedAt, artist: 'Ann', track: 'Song', originUrl: played },
    ]);
    const suggested = async () =>
      (await open.ask('{ viewer { suggestions { totalCount nodes { url } } } }', {}, sam)).data.viewer
        .suggestions;
    expect(await suggested()).toEqual({ totalCount: 1, nodes: [{ url: played }] });
    await unpublish(ann, played);
    expect(await suggested()).toEqual({ totalCount: 0, nodes: [] });
  });

  test('and saying it again is no error and changes nothing', async () => {
    const { unpublishedAt } = await thing(url);
    await open.world.moveClockTo('2026-11-11T12:00:00Z');
    expect(await unpublish(ann, url, url)).toEqual({
      results: [url, url].map(() => ({ unpublished: false, thing: { url, unpublishedAt }, errors: [] })),
      errors: [],
    });
  });

  test('and who flattred it before may take that back', async () => {
    const { data } = await open.ask(
      'mutation ($url: String!) { undoFlattr(input: { url: $url }) { thing { flattrCount } errors { code } } }',
      { url },
      sam,
    );
    expect(data.undoFlattr).toEqual({ thing: { flattrCount: 0 }, errors: [] });
  });

  test('and moves it, and it is off the net at its new address', async () => {
    const moved = 'https://ann.example/moved';
    await open.ask(
      'mutation ($url: String!, $to: String!) { moveThing(input: { url: $url, to: $to }) { moved } }',
      { url, to: moved },
      ann,
    );
    expect(await thing(moved)).toMatchObject({ url: moved, unpublishedAt: expect.any(String) });
    expect((await flattr(sam, url)).errors).toMatchObject([{ code: 'THING_UNPUBLISHED' }]);
    expect(await outcomes(ann, url, moved)).toEqual([false, false]);
  });

  test('and registers it, and it is there again', async () => {
    expect(await register(ben, url)).toMatchObject([{ errors: [{ code: 'REGISTERED_BY_ANOTHER' }] }]);
    expect(await thing(url)).toMatchObject({ unpublishedAt: expect.any(String) });
    expect(await register(ann, url)).toMatchObject([{ created: false, thing: { unpublishedAt: null } }]);
    expect((await flattr(sam, url)).errors).toEqual([]);
    await gatherFlattrs(open.world.platform);
    expect(await lists('https://ann.example/moved')).toEqual(everywhere);
    // By both of its addresses it is taken off once.
    expect(await outcomes(ann, url, 'https://ann.example/moved')).toEqual([true, false]);
  });
});

describe('it is taken off the net', () => {
  test('by whose it is, and by nobody else', async () => {
    await open.owns('ben', 'https://shared.example/');
    await register(ben, 'https://shared.example/ann/1', 'https://shared.example/ann/2');
    await open.owns('ann', 'https://shared.example/ann/');
    await register(sam, 'https://free.example/1');
    await register(sam, 'https://later.example/1');
    await open.owns('ben', 'https://later.example/');
    await flattr(ben, 'https://found.example/1');
    const tries: readonly [string, As | undefined, string, boolean | string][] = [
      ['a stranger', sam, 'https://shared.example/ann/1', 'REGISTERED_BY_ANOTHER'],
      ['its creator', ben, 'https://shared.example/ann/1', true],
      ['the owner of its site', ann, 'https://shared.example/ann/2', true],
      ['another than who registered it', ann, 'https://free.example/1', 'REGISTERED_BY_ANOTHER'],
      ['who registered it', sam, 'https://free.example/1', true],
      [
        'who registered it, once its site is somebody’s',
        sam,
        'https://later.example/1',
        'REGISTERED_BY_ANOTHER',
      ],
      ['the owner of a site who has not adopted it yet', ben, 'https://later.example/1', true],
      ['anybody, where nobody registered it', ben, 'https://found.example/1', 'THING_UNKNOWN'],
      ['anybody, where nothing is', ann, 'https://ann.example/nothing', 'THING_UNKNOWN'],
    ];
    for (const [who, as, url, outcome] of tries) expect(await outcomes(as, url), who).toEqual([outcome]);
  });

  test('with a token that may register, and no other', async () => {
    await register(ann, 'https://ann.example/token');
    const ask = async (scopes: readonly string[]) =>
      open.ask(
        'mutation { unpublishThings(input: { urls: ["https://ann.example/token"] }) { results { unpublished } } }',
        {},
        { token: await tokenOf(open, ann ?? {}, scopes) },
      );
    expect((await ask(['ME_READ', 'FLATTR_WRITE'])).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(['THINGS_WRITE'])).data.unpublishThings.results).toEqual([{ unpublished: true }]);
  });

  test('with up to 499 others, each with its own result, in one statement', async () => {
    const urls = Array.from({ length: 498 }, (_, nth) => `https://ann.example/many/${nth}`);
    await register(ann, ...urls);
    const statements = watchStatements(open.world.platform.pool);
    const { results } = await unpublish(ann, ...urls, 'nonsense', 'http://10.0.0.1/');
    expect(statements().filter((text) => text.includes('unpublished_at = flattr_now()'))).toHaveLength(1);
    expect(results.slice(0, 498).every((result: { unpublished: boolean }) => result.unpublished)).toBe(true);
    expect(results.slice(498)).toEqual([
      { unpublished: false, thing: null, errors: [{ code: 'URL_UNPARSABLE', path: ['urls', '498'] }] },
      { unpublished: false, thing: null, errors: [{ code: 'URL_PRIVATE', path: ['urls', '499'] }] },
    ]);
    expect(await unpublish(ann, ...urls, 'one', 'two', 'three')).toEqual({
      results: [],
      errors: [{ code: 'TOO_MANY_THINGS', path: ['urls'] }],
    });
  });

  test('once under one key', async () => {
    await register(ann, 'https://ann.example/once');
    const query = `mutation { unpublishThings(input: { urls: ["https://ann.example/once"], idempotencyKey: "once" }) {
      results { unpublished } } }`;
    const once = async () => (await open.ask(query, {}, ann)).data.unpublishThings.results;
    expect([await once(), await once()]).toEqual([[{ unpublished: true }], [{ unpublished: true }]]);
  });
});

test('nobody keeps a page that is nobody’s off the net', async () => {
  const url = 'https://stranger.example/page';
  await register(ben, url);
  expect(await outcomes(ben, url)).toEqual([true]);
  const [back] = await register(sam, url);
  expect(back).toMatchObject({ created: false, thing: { unpublishedAt: null }, errors: [] });
  expect((await flattr(ann, url)).errors).toEqual([]);
  // From then on it is Sam's word that counts, and no longer Ben's.
  expect(await outcomes(ben, url)).toEqual(['REGISTERED_BY_ANOTHER']);
});

test('a month that is over still ranks what was taken off the net after it', async () => {
  const url = 'https://ann.example/november';
  await register(ann, url);
  await flattr(sam, url);
  await open.world.moveClockTo('2026-12-02T12:00:00Z');
  await gatherFlattrs(open.world.platform);
  const ranked = async (month: string) => {
    const { data } = await open.ask(`{ mostFlattred(month: "${month}") { flattrCount thing { url } } }`);
    return data.mostFlattred;
  };
  const november = await ranked('2026-11');
  expect(november).toContainEqual({ flattrCount: 1, thing: { url } });
  await flattr(sam, url);
  await gatherFlattrs(open.world.platform);
  expect(await ranked('2026-12')).toEqual([{ flattrCount: 1, thing: { url } }]);
  await unpublish(ann, url);
  expect(await ranked('2026-11')).toEqual(november);
  expect(await ranked('2026-12')).toEqual([]);
});
