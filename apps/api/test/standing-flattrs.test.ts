import type { ThingId, UserId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';

let open: OpenApi;
let sam: As;
let ada: As;
let song: ThingId;
let post: ThingId;
const url = 'https://blog.example.org/song';

beforeAll(async () => {
  open = await openApi();
  await openMonth(open.world.platform, asMonth('2026-11'));
  sam = await open.joins('sam');
  ada = await open.joins('ada');
  const { id } = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'ada' } });
  const maker = { id: id as UserId, handle: 'ada' };
  song = await open.world.publishes(maker, url, 'Song');
  post = await open.world.publishes(maker, 'https://blog.example.org/post', 'Post');
});
afterAll(() => open.close());

const parts = 'thing { uuid } weight firstMonth lastMonth';

const start = async (input: object, as: As = sam) => {
  const answer = await open.ask(
    `mutation ($input: StartStandingFlattrInput!) { startStandingFlattr(input: $input) {
       standingFlattr { ${parts} } thing { uuid viewerHasFlattred } errors { code message path } } }`,
    { input },
    as,
  );
  return answer.data?.startStandingFlattr ?? answer.errors;
};

const stop = async (input: object, as: As = sam) => {
  const answer = await open.ask(
    `mutation ($input: StopStandingFlattrInput!) { stopStandingFlattr(input: $input) {
       thing { uuid viewerHasFlattred viewerStandingFlattr { weight } } errors { code path } } }`,
    { input },
    as,
  );
  return answer.data?.stopStandingFlattr ?? answer.errors;
};

const standing = async (args = 'first: 10') =>
  (
    await open.ask(
      `{ viewer { standingFlattrs(${args}) { totalCount nodes { ${parts} } pageInfo { hasNextPage endCursor } } } }`,
      {},
      sam,
    )
  ).data.viewer.standingFlattrs;

const codeAndPath = (errors: readonly { code: string; path: string[] }[]) =>
  errors.map(({ code, path }) => [code, ...path]);

describe('a standing flattr is refused, and no row changes:', () => {
  test.each([
    ['an address that is none', { url: 'not an address' }, 'URL_UNPARSABLE', 'url'],
    ['what nobody registered', { url: 'https://blog.example.org/two' }, 'THING_UNKNOWN', 'url'],
    ['an id of nothing', { thing: '01920000-0000-7000-8000-000000000000' }, 'THING_UNKNOWN', 'thing'],
    ['two months', { url, months: 2 }, 'STANDING_MONTHS_UNKNOWN', 'months'],
    ['no months', { url, months: 0 }, 'STANDING_MONTHS_UNKNOWN', 'months'],
    ['a weight of 0', { url, weight: 0 }, 'WEIGHT_OUT_OF_RANGE', 'weight'],
    ['a weight of 11', { url, weight: 11 }, 'WEIGHT_OUT_OF_RANGE', 'weight'],
  ])('%s', async (_what, input, code, field) => {
    const before = await open.rows();
    const refused = await start(input);
    expect(codeAndPath(refused.errors)).toEqual([[code, field]]);
    expect(refused.errors[0].message).toMatch(/^[A-Z].*\.$/);
    expect(refused.standingFlattr).toBeNull();
    expect(await open.rows()).toEqual(before);
  });

  test('on one’s own thing, which is given', async () => {
    const before = await open.rows();
    const refused = await start({ url }, ada);
    expect(codeAndPath(refused.errors)).toEqual([['OWN_THING', 'url']]);
    expect(refused).toMatchObject({ standingFlattr: null, thing: { uuid: song } });
    expect(await open.rows()).toEqual(before);
  });

  test('without a thing, with two, and by a token that may only read', async () => {
    const before = await open.rows();
    const token = await tokenOf(open, sam, ['ME_READ']);
    const tokens = (await open.rows()).tokens;
    for (const input of [{}, { url, thing: song }])
      expect(await start(input)).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await start({ url }, { token })).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await open.rows()).toEqual({ ...before, tokens });
  });

  test('stopping what does not stand', async () => {
    expect(codeAndPath((await stop({ url })).errors)).toEqual([['NOT_STANDING', 'url']]);
  });
});

describe('a standing flattr', () => {
  test('flattrs this month too, stands until its last month, and is listed', async () => {
    expect(await start({ url, months: 3, weight: 2 })).toEqual({
      standingFlattr: { thing: { uuid: song }, weight: 2, firstMonth: '2026-11', lastMonth: '2027-01' },
      thing: { uuid: song, viewerHasFlattred: true },
      errors: [],
    });
    const token = await tokenOf(open, sam, ['FLATTR_WRITE']);
    expect(await start({ thing: post }, { token })).toMatchObject({
      standingFlattr: { weight: 1, lastMonth: null },
      errors: [],
    });
    const first = await standing('first: 1');
    expect(first).toMatchObject({ totalCount: 2, nodes: [{ thing: { uuid: post } }] });
    const next = await standing(`first: 1, after: ${JSON.stringify(first.pageInfo.endCursor)}`);
    expect(next).toMatchObject({ nodes: [{ thing: { uuid: song } }], pageInfo: { hasNextPage: false } });
  });

  test('shows in the month and on the thing, to its owner alone', async () => {
    const month = `{ viewer { monthSoFar { flattrs { thing { uuid } weight standingFlattr { weight lastMonth } } } } }`;
    expect((await open.ask(month, {}, sam)).data.viewer.monthSoFar.flattrs).toEqual([
      { thing: { uuid: post }, weight: 1, standingFlattr: { weight: 1, lastMonth: null } },
      { thing: { uuid: song }, weight: 2, standingFlattr: { weight: 2, lastMonth: '2027-01' } },
    ]);
    const seenBy = async (as?: As) =>
      (await open.ask(`{ thing(url: "${url}") { viewerStandingFlattr { weight } } }`, {}, as)).data.thing;
    expect(await seenBy(sam)).toEqual({ viewerStandingFlattr: { weight: 2 } });
    expect(await seenBy(ada)).toEqual({ viewerStandingFlattr: null });
    expect(await seenBy()).toEqual({ viewerStandingFlattr: null });
    const token = await tokenOf(open, sam, ['THINGS_WRITE']);
    expect(await seenBy({ token })).toEqual({ viewerStandingFlattr: null });
  });

  test('takes new terms where one stands, and this month’s flattr stays as it is', async () => {
    expect(await start({ url, months: 12, weight: 5 })).toMatchObject({
      standingFlattr: { weight: 5, firstMonth: '2026-11', lastMonth: '2027-10' },
      errors: [],
    });
    const { data } = await open.ask('{ viewer { monthSoFar { flattrs { weight } } } }', {}, sam);
    expect(data.viewer.monthSoFar.flattrs).toEqual([{ weight: 1 }, { weight: 2 }]);
    expect((await standing()).totalCount).toBe(2);
  });

  test('once stopped leaves this month’s flattr, and the next month without one', async () => {
    expect(await stop({ thing: post })).toEqual({
      thing: { uuid: post, viewerHasFlattred: true, viewerStandingFlattr: null },
      errors: [],
    });
    expect(codeAndPath((await stop({ thing: post })).errors)).toEqual([['NOT_STANDING', 'thing']]);
    await open.world.moveClockTo('2026-12-01T00:00:01Z');
    await turnMonths(open.world.platform);
    await open.world.work();
    const { data } = await open.ask(
      '{ viewer { monthSoFar { month flattrs { thing { uuid } weight } } } }',
      {},
      sam,
    );
    expect(data.viewer.monthSoFar).toEqual({
      month: '2026-12',
      flattrs: [{ thing: { uuid: song }, weight: 5 }],
    });
  });

  test('is listed through its last month and not after it', async () => {
    await open.world.moveClockTo('2027-10-31T23:59:00Z');
    expect((await standing()).totalCount).toBe(1);
    await open.world.moveClockTo('2027-11-01T00:00:00Z');
    expect((await standing()).nodes).toEqual([]);
    expect(codeAndPath((await stop({ url })).errors)).toEqual([['NOT_STANDING', 'url']]);
  });
});
