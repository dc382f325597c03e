import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import type { Fetcher } from '@flattr/domain/ports';
import { scaleOf } from '@flattr/evidence';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let [ann, ben, sam]: As[] = [];

/** What the web answers in these tests: by address the status and where it leads. */
const web = new Map<string, readonly [status: number, location: string]>();
const asked: string[] = [];

const fetcher: Fetcher = {
  fetchText: async (url) => {
    asked.push(url);
    const [status, location] = web.get(url) ?? [404, undefined];
    const head = { outcome: 'answered', status, url, contentType: 'text/html', text: '' } as const;
    return location === undefined ? head : { ...head, location };
  },
  resolveTxt: async () => ({ outcome: 'answered', records: [] }),
};

beforeAll(async () => {
  open = await openApi({ fetcher });
  [ann, ben, sam] = [await open.joins('ann'), await open.joins('ben'), await open.joins('sam')];
  for (const site of ['https://old.example/', 'https://new.example/', 'https://new.example/deep/'])
    await open.owns('ann', site);
  await open.owns('ben', 'https://ben.example/');
});
afterAll(() => open.close());

const register = async (as: As | undefined, ...things: readonly { url: string; title?: string }[]) => {
  const { data } = await open.ask(
    `mutation ($things: [RegisterThingInput!]!) { registerThings(input: { things: $things }) {
       results { created thing { uuid url title } errors { code } } } }`,
    { things: things.map(({ url, title = 'A page' }) => ({ url, title })) },
    as,
  );
  return data.registerThings.results;
};

const move = async (as: As | undefined, input: object) => {
  const { data } = await open.ask(
    'mutation ($input: MoveThingInput!) { moveThing(input: $input) { moved thing { uuid url flattrCount } errors { code path } } }',
    { input },
    as,
  );
  return data.moveThing;
};

const codeOf = async (as: As | undefined, input: object) => {
  const { thing, errors } = await move(as, input);
  return errors[0] ? [errors[0].code, ...errors[0].path] : thing.url;
};

const flattr = async (as: As | undefined, url: string) => {
  const { data } = await open.ask(
    'mutation ($url: String!) { flattr(input: { url: $url }) { thing { uuid flattrCount } errors { code } } }',
    { url },
    as,
  );
  return data.flattr;
};

describe('a creator moves what is theirs', () => {
  const [before, after] = ['https://old.example/post', 'https://new.example/posts/1'];

  test('and it is the same thing, wherever its old address is asked for', async () => {
    const [{ thing }] = await register(ann, { url: before });
    await flattr(sam, before);
    const { moved, thing: there, errors } = await move(ann, { url: `${before}?utm_source=x`, to: after });
    expect([moved, errors]).toEqual([true, []]);
    expect(there).toEqual({ uuid: thing.uuid, url: after, flattrCount: 1 });
    const { data } = await open.ask(
      `query ($url: String!) { thing(url: $url) { uuid url flattrCount creator { handle } }
         more: thing(url: $url) { uuid viewerStandingFlattr { weight } creator { things { totalCount } } } }`,
      { url: before },
      ben,
    );
    expect(data.thing).toEqual({ uuid: thing.uuid, url: after, flattrCount: 1, creator: { handle: 'ann' } });
    expect(data.more.uuid).toBe(thing.uuid);
    expect(await flattr(ben, before)).toEqual({
      thing: { uuid: thing.uuid, flattrCount: 2 },
      errors: [],
    });
    const counts = await open.api.request(`/counts?url=${before}&url=${after}`);
    expect((await counts.json()).counts).toEqual([
      { url: before, count: 2 },
      { url: after, count: 2 },
    ]);
    expect(await register(ben, { url: before })).toMatchObject([
      { errors: [{ code: 'REGISTERED_BY_ANOTHER' }] },
    ]);
    const both = [
      { url: after, title: 'First' },
      { url: before, title: 'Last' },
    ];
    const same = { created: false, thing: { uuid: thing.uuid, url: after, title: 'Last' }, errors: [] };
    expect(await register(ann, ...both)).toEqual([same, same]);
  });

  test('as often as they want, and back', async () => {
    expect(await move(ann, { url: before, to: after })).toMatchObject({ moved: false, errors: [] });
    expect(await codeOf(ann, { url: before, to: 'https://new.example/deep/1' })).toBe(
      'https://new.example/deep/1',
    );
    expect(await codeOf(ann, { url: after, to: before })).toBe(before);
    const again = await move(ann, { url: after, to: after });
    expect(again).toMatchObject({ moved: true, thing: { url: after, flattrCount: 2 } });
    const { rows } = await open.world.owner.query('SELECT url FROM thing_aliases ORDER BY url');
    expect(rows.map(({ url }) => url)).toEqual(['https://new.example/deep/1', before]);
  });

  test('and nobody else does, nor to where it does not belong', async () => {
    await register(ben, { url: 'https://ben.example/1' });
    await register(sam, { url: 'https://free.example/1' });
    const refusals: readonly [As | undefined, object, string[]][] = [
      [ann, { url: 'https://old.example/none', to: after }, ['THING_UNKNOWN', 'url']],
      [ann, { thing: 'nonsense', to: after }, ['THING_UNKNOWN', 'thing']],
      [ann, { url: after, to: 'http://10.0.0.1/' }, ['URL_PRIVATE', 'to']],
      [ann, { url: 'nonsense', to: after }, ['URL_UNPARSABLE', 'url']],
      [ben, { url: after, to: 'https://ben.example/2' }, ['NOT_YOURS_TO_MOVE', 'url']],
      [ann, { url: after, to: 'https://ben.example/1' }, ['URL_TAKEN', 'to']],
      [ben, { url: 'https://ben.example/1', to: before }, ['URL_TAKEN', 'to']],
      [ann, { url: after, to: 'https://ben.example/2' }, ['NOT_YOUR_SITE', 'to']],
      [ann, { url: after, to: 'https://free.example/2' }, ['NOT_YOUR_SITE', 'to']],
      [sam, { url: 'https://free.example/1', to: 'https://ben.example/2' }, ['NOT_YOUR_SITE', 'to']],
      [sam, { url: 'https://free.example/1', to: 'https://free.example/2' }, ['REDIRECT_MISSING', 'url']],
    ];
    const stood = await open.rows();
    for (const [as, input, code] of refusals) expect(await codeOf(as, input), code[0]).toEqual(code);
    const neither = await open.ask(
      'mutation { moveThing(input: { to: "https://x.example/" }) { moved } }',
      {},
      ann,
    );
    expect(neither.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await open.rows()).toEqual(stood);
  });
});

describe('what nobody has claimed', () => {
  const [before, after] = ['https://blog.example/?p=1', 'https://blog.example/one'];

  test('moves where its address redirects for good, whoever asks', async () => {
    await register(sam, { url: before });
    const leads = { url: before, to: after };
    for (const status of [302, 303, 307]) {
      web.set(before, [status, after]);
      expect(await codeOf(ben, leads), `${status}`).toEqual(['REDIRECT_MISSING', 'url']);
    }
    web.set(before, [301, 'https://blog.example/other']);
    expect(await codeOf(sam, leads)).toEqual(['REDIRECT_MISSING', 'url']);
    web.set('https://blog.example/other', [308, `${after}?utm_source=old`]);
    expect(await codeOf(ben, leads)).toBe(after);
    expect(await codeOf(ben, { url: before, to: after })).toBe(after);
  });

  test('moves only while it still redirects after 14 days, once it was flattred', async () => {
    const next = 'https://blog.example/two';
    await flattr(sam, before);
    await gatherFlattrs(open.world.platform);
    web.set(after, [301, next]);
    const tries = async (day: string) => {
      await open.world.moveClockTo(`2026-${day}T12:00:00Z`);
      return codeOf(ben, { url: after, to: next });
    };
    const tooNew = ['REDIRECT_TOO_NEW', 'url'];
    expect(await tries('11-15')).toEqual(tooNew);
    expect(await tries('11-28')).toEqual(tooNew);
    web.delete(after);
    expect(await tries('11-28')).toEqual(['REDIRECT_MISSING', 'url']);
    web.set(after, [301, next]);
    expect(await tries('11-29')).toEqual(tooNew);
    expect(await tries('12-12')).toEqual(tooNew);
    expect(await tries('12-14')).toBe(next);
  });

  test('takes what stands behind the # along, as a browser does', async () => {
    await register(sam, { url: 'https://app.example/#!/a' });
    web.set('https://app.example/#!/a', [301, 'https://web.example/']);
    const to = (url: string) => codeOf(sam, { url: 'https://app.example/#!/a', to: url });
    expect(await to('https://web.example/')).toEqual(['REDIRECT_MISSING', 'url']);
    expect(await to('https://web.example/#!/a')).toBe('https://web.example/#!/a');
  });

  test('waits while somebody else proves that the old address is theirs', async () => {
    await register(sam, { url: 'https://proven.example/1' });
    web.set('https://proven.example/1', [301, 'https://proven.example/2']);
    await open.world.owner.query(
      `INSERT INTO claims (id, user_id, site, host, nonce, state, proven_at, seen_at, waiting_since)
       SELECT gen_random_uuid(), id, 'https://proven.example/', 'proven.example', repeat('0', 32), 'WAITING', now, now, now
       FROM users, flattr_now() AS now WHERE handle = 'ann'`,
    );
    const input = { url: 'https://proven.example/1', to: 'https://proven.example/2' };
    expect(await codeOf(sam, input)).toEqual(['CLAIM_UNDER_WAY', 'url']);
    expect(await codeOf(ann, input)).toBe(input.to);
  });
});

describe('many at once', () => {
  const moveAll = async (moves: readonly { from: string; to: string }[], as = ann) => {
    const { data } = await open.ask(
      `mutation ($moves: [ThingMove!]!) { moveThings(input: { moves: $moves }) {
         results { moved thing { url } errors { code path } } errors { code path } } }`,
      { moves },
      as,
    );
    return data.moveThings;
  };

  test('each move has its own result, one after the other', async () => {
    const [{ thing }] = await register(
      ann,
      { url: 'https://old.example/a' },
      { url: 'https://old.example/b' },
    );
    const { results, errors } = await moveAll([
      { from: 'https://old.example/a', to: 'https://new.example/a' },
      { from: 'https://old.example/b', to: 'https://old.example/a' },
      { from: 'https://old.example/b', to: 'https://old.example/c' },
      { from: thing.uuid, to: 'https://new.example/aa' },
    ]);
    expect(errors).toEqual([]);
    expect(results).toEqual([
      // As it is once all is done.
      { moved: true, thing: { url: 'https://new.example/aa' }, errors: [] },
      { moved: false, thing: null, errors: [{ code: 'URL_TAKEN', path: ['moves', '1', 'to'] }] },
      { moved: true, thing: { url: 'https://old.example/c' }, errors: [] },
      { moved: true, thing: { url: 'https://new.example/aa' }, errors: [] },
    ]);
  });

  test('no more than 20 addresses are looked at, and no more than 500 moves are made', async () => {
    const pages = Array.from({ length: 21 }, (_, page) => `https://many.example/${page}`);
    await register(sam, ...pages.map((url) => ({ url })));
    for (const url of pages) web.set(url, [301, `${url}/new`]);
    asked.length = 0;
    const moves = pages.map((url) => ({ from: url, to: `${url}/new` }));
    const { results } = await moveAll(moves, sam);
    const codes = results.map(({ errors }: { errors: { code: string }[] }) => errors[0]?.code);
    expect(codes).toEqual([...Array.from({ length: 20 }, () => undefined), 'TOO_MANY_LOOKS']);
    expect(asked.length).toBe(20);
    expect((await moveAll(moves, sam)).results[20]).toMatchObject({ moved: true });
    const tooMany = Array.from({ length: 501 }, () => ({ from: 'x', to: 'y' }));
    expect(await moveAll(tooMany)).toEqual({
      results: [],
      errors: [{ code: 'TOO_MANY_MOVES', path: ['moves'] }],
    });
  });
});

test('who comes to an address while its thing is moving away waits, and finds the thing', async () => {
  const at = (name: string) => `https://new.example/away/${name}`;
  const [{ thing }] = await register(ann, { url: at('from') }, { url: at('other') });
  const { rows } = await open.world.owner.query("SELECT id FROM users WHERE handle = 'ann'");
  const moving = await open.world.owner.connect();
  await moving.query('BEGIN');
  await moving.query('SELECT move_thing($1, NULL, $2, $3, NULL, NULL)', [rows[0]?.id, at('from'), at('to')]);
  const coming = [
    register(ann, { url: at('from'), title: 'Again' }),
    move(ann, { url: at('other'), to: at('from') }),
    flattr(sam, at('from')),
  ] as const;
  await new Promise((done) => setTimeout(done, 300));
  await moving.query('COMMIT');
  moving.release();
  const [registered, moved, flattred] = await Promise.all(coming);
  expect(registered).toMatchObject([{ created: false, thing: { uuid: thing.uuid, url: at('to') } }]);
  expect(moved.errors).toMatchObject([{ code: 'URL_TAKEN' }]);
  expect(flattred.thing.uuid).toBe(thing.uuid);
});

test('whatever is registered, flattred and moved at once, an address names one thing and keeps it', async () => {
  const place = fc.constantFrom(...'abcde');
  const step = fc.oneof(
    fc.tuple(fc.constant('register'), place, place),
    fc.tuple(fc.constant('move'), place, place),
  );
  const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(rounds, async (steps) => {
      const at = (name: string) => `https://new.example/${run}/${name}`;
      run += 1;
      const known = new Map<string, string>();
      for (const round of steps) {
        await Promise.all(
          round.map(([what, one, other]) =>
            what === 'register'
              ? register(ann, { url: at(one) })
              : move(ann, { url: at(one), to: at(other) }),
          ),
        );
        for (const name of 'abcde') {
          const { data } = await open.ask('query ($url: String!) { thing(url: $url) { uuid } }', {
            url: at(name),
          });
          const before = known.get(name);
          if (before) expect(data.thing?.uuid).toBe(before);
          if (data.thing) known.set(name, data.thing.uuid);
        }
      }
      const { rows } = await open.world.owner.query(
        'SELECT FROM thing_aliases a JOIN things t ON t.url = a.url',
      );
      expect(rows).toEqual([]);
    }),
    { numRuns: scaleOf({ quick: 4, ci: 25, full: 200 }) },
  );
});
