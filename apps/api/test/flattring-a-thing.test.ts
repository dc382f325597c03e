import type { ThingId, UserId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let supporter: As;
let creator: As;
let thing: ThingId;
const url = 'https://blog.example.org/one';

beforeAll(async () => {
  open = await openApi();
  supporter = await open.joins('sam');
  creator = await open.joins('ada');
  const ada = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
  thing = await open.world.publishes({ id: ada.id as UserId, handle: 'ada' }, url, 'One');
});
afterAll(() => open.close());

const flattr = (input: object, as: As = supporter) =>
  open.ask(
    `mutation ($input: FlattrInput!) { flattr(input: $input) {
       month thing { uuid flattrCount viewerHasFlattred viewerCanFlattr { allowed refusal { code } } }
       errors { code message path } } }`,
    { input },
    as,
  );

const undo = (input: object, as: As = supporter) =>
  open.ask(
    `mutation ($input: UndoFlattrInput!) { undoFlattr(input: $input) {
       thing { uuid viewerHasFlattred flattrCount } errors { code path } } }`,
    { input },
    as,
  );

const codeAndPath = (errors: readonly { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, ...path]);

describe('a flattr', () => {
  test('by any spelling of the address counts once this month, and can be undone', async () => {
    const first = await flattr({ url: 'HTTP://Blog.example.org:80/one?utm_source=x', month: '2026-11' });
    expect(first.data.flattr).toEqual({
      month: '2026-11',
      thing: {
        uuid: thing,
        flattrCount: 1,
        viewerHasFlattred: true,
        viewerCanFlattr: { allowed: false, refusal: { code: 'ALREADY_FLATTRED' } },
      },
      errors: [],
    });
    expect((await undo({ thing })).data.undoFlattr).toEqual({
      thing: { uuid: thing, viewerHasFlattred: false, flattrCount: 0 },
      errors: [],
    });
  });

  test('and its undoing in one request are each seen as they are', async () => {
    const { data } = await open.ask(
      `mutation ($thing: ID!) {
         a: flattr(input: { thing: $thing }) { thing { viewerHasFlattred flattrCount } }
         b: undoFlattr(input: { thing: $thing }) { thing { viewerHasFlattred flattrCount } } }`,
      { thing },
      supporter,
    );
    expect(data).toEqual({
      a: { thing: { viewerHasFlattred: true, flattrCount: 1 } },
      b: { thing: { viewerHasFlattred: false, flattrCount: 0 } },
    });
  });

  test('names its thing by the uuid or the global id', async () => {
    const { data } = await open.ask('query ($url: String) { thing(url: $url) { id } }', { url });
    expect((await flattr({ thing: data.thing.id, weight: 3 })).data.flattr.errors).toEqual([]);
    expect((await undo({ thing: data.thing.id })).data.undoFlattr.errors).toEqual([]);
  });
});

describe('an address that nobody has registered', () => {
  const unclaimed = 'https://www.unclaimed.example/a/song';

  test('becomes a thing without a creator, which others flattr too', async () => {
    const { data } = await flattr({ url: unclaimed, weight: 2 });
    expect(data.flattr).toMatchObject({ month: '2026-11', errors: [] });
    const again = await flattr({ url: unclaimed }, creator);
    expect(again.data.flattr.errors).toEqual([]);
    const asked =
      'query ($url: String) { thing(url: $url) { title creator { handle } split { basisPoints } flattrCount } }';
    expect((await open.ask(asked, { url: unclaimed })).data.thing).toEqual({
      title: 'unclaimed.example/a/song',
      creator: null,
      split: [],
      flattrCount: 2,
    });
    expect(codeAndPath((await flattr({ url: unclaimed })).data.flattr.errors)).toEqual([
      ['ALREADY_FLATTRED', 'url'],
    ]);
    const named = `mutation ($url: String!) { registerThings(input: { things: [{ url: $url, title: "A song" }] }) {
      results { thing { title creator { handle } } errors { code } } } }`;
    expect((await open.ask(named, { url: unclaimed }, creator)).data.registerThings.results).toEqual([
      { thing: { title: 'A song', creator: null }, errors: [] },
    ]);
  });

  test('stays unknown where its flattr is refused', async () => {
    const before = await open.rows();
    const { data } = await flattr({ url: 'https://unclaimed.example/b', month: '2026-12' });
    expect(codeAndPath(data.flattr.errors)).toEqual([['MONTH_CLOSED', 'month']]);
    expect(await open.rows()).toEqual(before);
  });
});

describe('is refused, and no row changes:', () => {
  test.each([
    ['an address that is none', { url: 'not an address' }, 'URL_UNPARSABLE', 'url'],
    ['an address inside a network', { url: 'http://192.168.0.1/' }, 'URL_PRIVATE', 'url'],
    ['an address that is not http', { url: 'ftp://example.org/one' }, 'URL_NOT_HTTP', 'url'],
    ['an address with a password', { url: 'https://me:pw@example.org/' }, 'URL_WITH_CREDENTIALS', 'url'],
    ['an address without end', { url: `https://example.org/${'x'.repeat(2100)}` }, 'URL_TOO_LONG', 'url'],
    ['an id of nothing', { thing: '01920000-0000-7000-8000-000000000000' }, 'THING_UNKNOWN', 'thing'],
    ['an id that is none', { thing: 'x' }, 'THING_UNKNOWN', 'thing'],
    ['a weight of 0', { url, weight: 0 }, 'WEIGHT_OUT_OF_RANGE', 'weight'],
    ['a weight of 11', { url, weight: 11 }, 'WEIGHT_OUT_OF_RANGE', 'weight'],
    ['a month to come', { url, month: '2026-12' }, 'MONTH_CLOSED', 'month'],
    ['a month that is none', { url, month: 'May' }, 'MONTH_CLOSED', 'month'],
  ])('%s', async (_what, input, code, field) => {
    const before = await open.rows();
    const { data, errors } = await flattr(input);
    expect(errors).toBeUndefined();
    expect(codeAndPath(data.flattr.errors)).toEqual([[code, field]]);
    expect(data.flattr.errors[0].message).toMatch(/^[A-Z].*\.$/);
    expect(data.flattr.month).toBeNull();
    expect(await open.rows()).toEqual(before);
  });

  test('one’s own thing, which is given', async () => {
    const before = await open.rows();
    const { data } = await flattr({ url }, creator);
    expect(codeAndPath(data.flattr.errors)).toEqual([['OWN_THING', 'url']]);
    expect(data.flattr.thing).toMatchObject({
      uuid: thing,
      viewerCanFlattr: { refusal: { code: 'OWN_THING' } },
    });
    expect(await open.rows()).toEqual(before);
  });

  test('a second one, which gives the thing', async () => {
    await flattr({ url });
    const before = await open.rows();
    const { data } = await flattr({ thing, weight: 10 });
    expect(codeAndPath(data.flattr.errors)).toEqual([['ALREADY_FLATTRED', 'thing']]);
    expect(data.flattr.thing).toMatchObject({ uuid: thing, flattrCount: 1, viewerHasFlattred: true });
    expect(await open.rows()).toEqual(before);
  });

  test('undoing what is not there, and naming a thing twice or not at all', async () => {
    const before = await open.rows();
    expect(codeAndPath((await undo({ url }, creator)).data.undoFlattr.errors)).toEqual([
      ['NOT_FLATTRED', 'url'],
    ]);
    for (const input of [{}, { url, thing }]) {
      expect((await flattr(input)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
    expect(await open.rows()).toEqual(before);
  });

  test('a flattr or an undoing for a month after its cut', async () => {
    await open.world.moveClockTo('2026-12-01T00:00:00Z');
    await openMonth(open.world.platform, asMonth('2026-12'));
    const before = await open.rows();
    const late = [
      (await flattr({ url, month: '2026-11' })).data.flattr,
      (await undo({ url, month: '2026-11' })).data.undoFlattr,
    ];
    expect(late.map(({ errors }) => codeAndPath(errors))).toEqual([
      [['MONTH_CLOSED', 'month']],
      [['MONTH_CLOSED', 'month']],
    ]);
    expect(await open.rows()).toEqual(before);
    expect((await flattr({ url })).data.flattr).toMatchObject({ month: '2026-12', errors: [] });
  });
});

test('who flattred is nobody else’s to see', async () => {
  const { data } = await open.ask(
    'query ($url: String) { thing(url: $url) { flattrCount viewerHasFlattred } }',
    { url },
    creator,
  );
  expect(data.thing).toEqual({ flattrCount: 1, viewerHasFlattred: false });
  const { data: before } = await open.ask(
    'query ($url: String) { thing(url: $url) { flattrCount(month: "2026-11") } }',
    { url },
  );
  expect(before.thing.flattrCount).toBe(1);
});

test('a page that nobody has registered is described by who flattrs it first, and by nobody who comes later', async () => {
  const page = 'https://unknown.example.org/song';
  const described = async () => {
    const query = 'query ($url: String) { thing(url: $url) { title kind language tags viewerRegistered } }';
    return (await open.ask(query, { url: page }, supporter)).data.thing;
  };
  const hints = { title: ' A  song ', kind: 'AUDIO', language: 'PT-br', tags: ['folk', '', 'x'.repeat(51)] };
  expect((await flattr({ url: page, ...hints })).data.flattr.errors).toEqual([]);
  const kept = { title: 'A song', kind: 'AUDIO', language: 'pt-BR', tags: ['folk'], viewerRegistered: false };
  expect(await described()).toEqual(kept);
  const other = { title: 'Mine now', kind: 'VIDEO', language: 'de', tags: ['spam'] };
  expect((await flattr({ url: page, ...other }, creator)).data.flattr.errors).toEqual([]);
  expect(await described()).toEqual(kept);
});
