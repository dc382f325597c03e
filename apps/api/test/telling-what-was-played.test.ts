import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { UserId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { sweep } from '@flattr/domain/sweep';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, tokenOf } from './open-api.ts';
import { apiWith } from './open-limits.ts';

type Submission = {
  readonly listen_type: string;
  payload: { listened_at?: number; track_metadata: object }[];
};

/** A scrobble stream as players send it: what plays now, single listens with repeats, and an import. Its times are days of the month. */
const stream: readonly Submission[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'scrobble-stream.json'), 'utf8'),
);

let open: OpenApi;
let ada: As;
let token: string;

beforeAll(async () => {
  open = await openApi({ now: new Date('2026-11-20T12:00:00Z') });
  ada = await open.joins('ada');
  token = await tokenOf(open, ada, ['LISTENS_WRITE']);
});
afterAll(() => open.close());

/** The second of the player's clock at which the instance's stands at a moment of this month. */
const at = async (moment: string): Promise<number> => {
  const now = await open.world.platform.clock.now();
  return Math.floor((Date.now() + Date.parse(moment) - now.getTime()) / 1000);
};

const submit = (body: unknown, authorization = `Token ${token}`) =>
  open.post('/1/submit-listens', body, authorization ? { authorization } : {});

const listen = (listenedAt: number, track: string, info: object = {}) => ({
  listened_at: listenedAt,
  track_metadata: { artist_name: 'Noor', track_name: track, additional_info: info },
});

type Told = {
  readonly url: string;
  readonly title: string;
  readonly plays: number;
  readonly thing: { title: string } | null;
};

const suggestions = async (as: As = ada): Promise<readonly Told[]> => {
  const { data, errors } = await open.ask(
    '{ viewer { suggestions(first: 100) { totalCount nodes { url title plays month thing { title } } } } }',
    {},
    as,
  );
  expect(errors).toBeUndefined();
  const { nodes, totalCount } = data.viewer.suggestions;
  expect(totalCount).toBe(nodes.length);
  return nodes;
};

const idOf = async (handle: string) =>
  (await open.world.platform.db.user.findUniqueOrThrow({ where: { handle } })).id as UserId;

describe('a recorded scrobble stream', () => {
  test('becomes suggestions, most played first, and told twice counts once; nothing is flattred', async () => {
    const noon = await at('2026-11-01T12:00:00Z');
    const day = 86_400;
    for (const submission of stream) {
      const payload = submission.payload.map((one) =>
        one.listened_at === undefined ? one : { ...one, listened_at: noon + one.listened_at * day },
      );
      const answer = await submit({ ...submission, payload });
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }]);
      // A player that heard no answer sends it again.
      expect((await submit({ ...submission, payload })).status).toBe(200);
    }
    expect((await suggestions()).map(({ plays, url, title }) => [plays, url, title])).toEqual([
      [4, 'https://noor.example/night-train', 'Night train – Noor'],
      [2, 'https://musicbrainz.org/recording/5b11f4ce-a62d-471e-81fc-a69a8278c7da', 'Yeah Yeah – Ben & Co'],
      [1, 'https://pod.example/episodes/12', 'Episode 12 – A show'],
    ]);
    const { rows } = await open.world.owner.query('SELECT FROM flattrs');
    expect(rows).toEqual([]);
  });

  test('leaves nothing behind of when it was played but 16 bits each', async () => {
    const { rows } = await open.world.owner.query(
      'SELECT * FROM listens ORDER BY cardinality(plays) DESC LIMIT 1',
    );
    expect(Object.keys(rows[0])).toEqual(['user_id', 'month', 'url', 'title', 'plays', 'dismissed']);
    expect(rows[0].plays).toHaveLength(4);
    for (const mark of rows[0].plays) expect(Math.abs(mark)).toBeLessThan(2 ** 15 + 1);
  });
});

describe('what was played', () => {
  test('is found in one’s own library by its ISRC and its MusicBrainz id, and never by another’s word', async () => {
    const mbid = 'aaaaaaaa-0000-4000-8000-000000000001';
    const eve = await open.joins('eve');
    const register = (as: As, url: string) =>
      open.ask(
        'mutation ($things: [RegisterThingInput!]!) { registerThings(input: { things: $things }) { results { created } } }',
        { things: [{ url, title: 'A song', kind: 'AUDIO', tags: ['isrc:SEAAA2600009', `mbid:${mbid}`] }] },
        as,
      );
    await register(eve, 'https://eve.example/trap');
    const now = await at('2026-11-19T12:00:00Z');
    await submit({ listen_type: 'single', payload: [listen(now, 'A song', { isrc: 'SE-AAA-26-00009' })] });
    await submit({ listen_type: 'single', payload: [listen(now, 'A song', { recording_mbid: mbid })] });
    const urls = async () => (await suggestions()).map(({ url }) => url);
    expect(await urls()).toContain(`https://musicbrainz.org/recording/${mbid}`);
    expect(await urls()).not.toContain('https://eve.example/trap');
    await register(ada, 'https://noor.example/a-song');
    await submit({ listen_type: 'single', payload: [listen(now + 60, 'A song', { isrc: 'SEAAA2600009' })] });
    expect((await suggestions()).find(({ url }) => url === 'https://noor.example/a-song')).toMatchObject({
      plays: 1,
      thing: { title: 'A song' },
    });
  });

  test('in another month, ahead of time, or where nobody can go is left out politely', async () => {
    const before = await suggestions();
    const payload = [
      listen(await at('2026-10-31T23:00:00Z'), 'Old', { origin_url: 'https://noor.example/old' }),
      listen(await at('2026-11-25T12:00:00Z'), 'Soon', { origin_url: 'https://noor.example/soon' }),
      listen(await at('2026-11-02T12:00:00Z'), 'Home', { origin_url: 'http://192.168.0.2/home' }),
      listen(await at('2026-11-02T12:00:00Z'), 'Nothing', { recording_mbid: 'nothing', isrc: 5 }),
    ];
    expect((await submit({ listen_type: 'import', payload })).status).toBe(200);
    expect(await suggestions()).toEqual(before);
  });

  test('is suggested until it is flattred or dismissed, and neither what is one’s own nor of who takes no part', async () => {
    const now = await at('2026-11-10T12:00:00Z');
    const play = (name: string) => listen(now, name, { origin_url: `https://${name}.example/song` });
    await open.owns('ada', 'https://mine.example/');
    await submit({ listen_type: 'import', payload: ['mine', 'liked', 'not-this'].map(play) });
    const urls = async () => (await suggestions()).map(({ url }) => url);
    expect(await urls()).toEqual(
      expect.arrayContaining(['https://liked.example/song', 'https://not-this.example/song']),
    );
    expect(await urls()).not.toContain('https://mine.example/song');
    const liked = await open.world.finds('https://liked.example/song');
    await flattrThing(open.world.platform, await idOf('ada'), { thingId: liked });
    const dismiss = () =>
      open.ask(
        'mutation { dismissSuggestion(input: { url: "https://not-this.example/song" }) { dismissedUrl errors { code } } }',
        {},
        ada,
      );
    for (const _twice of [1, 2])
      expect((await dismiss()).data.dismissSuggestion).toEqual({
        dismissedUrl: 'https://not-this.example/song',
        errors: [],
      });
    await submit({
      listen_type: 'single',
      payload: [listen(now + 600, 'not-this', { origin_url: 'https://not-this.example/song' })],
    });
    expect(await urls()).not.toContain('https://liked.example/song');
    expect(await urls()).not.toContain('https://not-this.example/song');
    const unknown = await open.ask(
      'mutation { dismissSuggestion(input: { url: "https://nobody.example/" }) { dismissedUrl errors { code path } } }',
      {},
      ada,
    );
    expect(unknown.data.dismissSuggestion).toMatchObject({
      dismissedUrl: null,
      errors: [{ code: 'SUGGESTION_UNKNOWN' }],
    });
  });

  test('is read page by page, forward and backward', async () => {
    const all = (await suggestions()).map(({ url }) => url);
    const page = async (args: string) => {
      const { data } = await open.ask(
        `{ viewer { suggestions(${args}) { nodes { url } pageInfo { startCursor endCursor hasNextPage } } } }`,
        {},
        ada,
      );
      return data.viewer.suggestions;
    };
    const seen: string[] = [];
    let next = 'first: 2';
    for (let more = true; more; ) {
      const { nodes, pageInfo } = await page(next);
      seen.push(...nodes.map(({ url }: Told) => url));
      more = pageInfo.hasNextPage;
      next = `first: 2, after: "${pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(all);
    const last = await page('last: 2');
    expect(last.nodes.map(({ url }: Told) => url)).toEqual(all.slice(-2));
    const before = await page(`last: 1, before: "${last.pageInfo.startCursor}"`);
    expect(before.nodes.map(({ url }: Told) => url)).toEqual(all.slice(-3, -2));
    const { errors } = await open.ask('{ viewer { suggestions(after: "eA==") { nodes { url } } } }', {}, ada);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('the endpoint', () => {
  test('takes a token with the scope alone', async () => {
    const other = await tokenOf(open, ada, ['FLATTR_WRITE']);
    const body = {
      listen_type: 'playing_now',
      payload: [{ track_metadata: { artist_name: 'a', track_name: 'b' } }],
    };
    expect((await submit(body)).status).toBe(200);
    expect((await submit(body, `Bearer ${token}`)).status).toBe(200);
    const none = await submit(body, '');
    expect([none.status, await none.json()]).toMatchObject([401, { code: 401, reason: 'UNAUTHENTICATED' }]);
    expect((await submit(body, 'Token flt_pat_nothing')).status).toBe(401);
    const lacks = await submit(body, `Token ${other}`);
    expect([lacks.status, await lacks.json()]).toEqual([
      403,
      { code: 403, error: 'This token lacks the scope LISTENS_WRITE.', reason: 'FORBIDDEN' },
    ]);
    const cookie = await open.post('/1/submit-listens', body, { cookie: ada.cookie ?? '' });
    expect(cookie.status).toBe(401);
  });

  test('says whether a token is good', async () => {
    const ask = async (authorization?: string) => {
      const answer = await open.api.request(
        '/1/validate-token',
        authorization ? { headers: { authorization } } : {},
      );
      return [answer.status, await answer.json()];
    };
    expect(await ask(`Token ${token}`)).toEqual([
      200,
      { code: 200, message: 'Token valid.', valid: true, user_name: 'ada' },
    ]);
    expect(await ask('Token flt_pat_x')).toEqual([
      200,
      { code: 200, message: 'Token invalid.', valid: false },
    ]);
    expect(await ask()).toMatchObject([400, { code: 400 }]);
  });

  test.each([
    ['nothing', undefined, []],
    ['no list', { listen_type: 'single' }, ['payload']],
    ['an unknown type', { listen_type: 'loved', payload: [] }, ['listen_type']],
    ['no listens', { listen_type: 'import', payload: [] }, ['payload']],
    [
      'two at once as one',
      { listen_type: 'single', payload: [listen(1, 'a'), listen(2, 'b')] },
      ['payload', '1'],
    ],
    [
      'a listen without a time',
      { listen_type: 'single', payload: [{ track_metadata: {} }] },
      ['payload', '0', 'listened_at'],
    ],
    [
      'a listen without an artist',
      { listen_type: 'single', payload: [{ listened_at: 5, track_metadata: {} }] },
      ['payload', '0', 'track_metadata', 'artist_name'],
    ],
    [
      'a time in words',
      { listen_type: 'single', payload: [{ ...listen(1, 'a'), listened_at: 'now' }] },
      ['payload', '0', 'listened_at'],
    ],
  ])('refuses %s and says where the trouble is', async (_what, body, path) => {
    const answer = await submit(body === undefined ? '{' : body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 400, reason: 'LISTENS_MALFORMED', path });
  });

  test('takes up to 1000 listens, and 100,000 points an hour', async () => {
    const many = Array.from({ length: 1001 }, (_, index) => listen(index, 'a'));
    const answer = await submit({ listen_type: 'import', payload: many });
    expect([answer.status, await answer.json()]).toMatchObject([400, { reason: 'TOO_MANY_LISTENS' }]);
    const fits = await submit({ listen_type: 'import', payload: many.slice(1) });
    expect(fits.status).toBe(200);
    expect(fits.headers.get('x-ratelimit-limit')).toBe('100000');
  });
});

test('counts up to 5000 things of a month and 1000 plays of one, and an hour’s points are the token’s', async () => {
  const mina = await open.joins('mina');
  const id = await idOf('mina');
  await open.world.owner.query(
    `INSERT INTO listens (user_id, month, url, title, plays) SELECT $1, '2026-11', 'https://noor.example/' || n, 'x', '{1}'
     FROM generate_series(1, 4999) AS n`,
    [id],
  );
  const now = await at('2026-11-20T11:00:00Z');
  const authorization = `Token ${await tokenOf(open, mina, ['LISTENS_WRITE'])}`;
  const many = (url: string, from: number) =>
    Array.from({ length: 600 }, (_, second) => listen(now - from - second, 'x', { origin_url: url }));
  for (const from of [0, 600])
    await submit({ listen_type: 'import', payload: many('https://noor.example/1', from) }, authorization);
  const others = ['a', 'b', 'c'].map((name) =>
    listen(now, name, { origin_url: `https://noor.example/${name}` }),
  );
  await submit({ listen_type: 'import', payload: others }, authorization);
  const { rows } = await open.world.owner.query(
    'SELECT count(*)::int AS things, max(cardinality(plays)) AS plays FROM listens WHERE user_id = $1',
    [id],
  );
  expect(rows).toEqual([{ things: 5000, plays: 1000 }]);
  const strict = apiWith(open.world.platform, { changed: { cost: { viewer: 1 } }, apart: true });
  const spent = await strict.request('/1/submit-listens', {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify({ listen_type: 'import', payload: others }),
  });
  expect([spent.status, await spent.json()]).toMatchObject([429, { code: 429, reason: 'RATE_LIMITED' }]);
  expect(spent.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
});

test('is forgotten when the month is over, and when somebody leaves', async () => {
  const listens = async () => (await open.world.owner.query('SELECT FROM listens')).rowCount;
  const ben = await open.joins('ben');
  const tokenOfBen = await tokenOf(open, ben, ['LISTENS_WRITE']);
  const payload = [listen(await at('2026-11-20T11:00:00Z'), 'x', { origin_url: 'https://noor.example/x' })];
  const before = await listens();
  await submit({ listen_type: 'single', payload }, `Token ${tokenOfBen}`);
  expect(await listens()).toBe((before ?? 0) + 1);
  await leaveFlattr(open.world.platform, await idOf('ben'), { handle: 'ben' });
  expect(await listens()).toBe(before);
  await open.world.moveClockTo('2026-12-01T00:00:01Z');
  expect(await suggestions()).toEqual([]);
  await sweep(open.world.platform);
  expect(await listens()).toBe(0);
});
