import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, cookieOf, type OpenApi, openApi, password } from './open-api.ts';

let open: OpenApi;
let zelda: As;
let token: As;

beforeAll(async () => {
  open = await openApi();
  await openMonth(open.world.platform, asMonth('2026-11'));
  zelda = await open.joins('zelda');
  const { data } = await open.ask(
    'mutation { createToken(input: { name: "site", scopes: [ME_READ, THINGS_WRITE] }) { secret } }',
    {},
    zelda,
  );
  token = { token: data.createToken.secret };
  await open.ask(
    'mutation { registerThings(input: { things: [{ url: "https://post.example/", title: "A post", kind: ARTICLE }] }) { errors { code } } }',
    {},
    token,
  );
});
afterAll(() => open.close());

const leave = (handle: string, as: As) =>
  open.ask(
    'mutation ($handle: String!) { leaveFlattr(input: { handle: $handle }) { receipt errors { code path } } }',
    { handle },
    as,
  );

test('nobody leaves by a token, or by typing another handle, and then no row changes', async () => {
  const before = await open.rows();
  expect((await leave('zelda', token)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await leave('zelda', {})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect((await leave('noor', zelda)).data.leaveFlattr).toEqual({
    receipt: null,
    errors: [{ code: 'CONFIRMATION_WRONG', path: ['handle'] }],
  });
  expect(await open.rows()).toEqual(before);
});

test('who leaves gets a receipt, once, and is nobody here any more', async () => {
  const { leaveFlattr } = (await leave('@Zelda', zelda)).data;
  expect(leaveFlattr).toEqual({
    receipt: expect.stringMatching(/^FLATTR(-[0-9A-HJKMNP-TV-Z]{5}){5}$/),
    errors: [],
  });
  await open.world.work();
  expect((await open.ask('{ viewer { email } }', {}, zelda)).data.viewer).toBeNull();
  expect((await open.ask('{ viewer { user { handle } } }', {}, token)).errors?.[0]?.extensions.code).toBe(
    'UNAUTHENTICATED',
  );
  expect((await open.ask('{ user(handle: "zelda") { name } }')).data.user).toBeNull();
  const left = await open.world.platform.db.user.findFirstOrThrow({ where: { leftAt: { not: null } } });
  expect(
    (await open.ask('query ($h: String!) { user(handle: $h) { name } }', { h: left.handle })).data,
  ).toEqual({
    user: null,
  });
  expect(
    (await open.ask('{ thing(url: "https://post.example/") { title creator { name } } }')).data.thing,
  ).toEqual({ title: 'A post', creator: null });
  const signIn = await open.post('/auth/sign-in', { email: 'zelda@people.example', password });
  expect(signIn.status).toBe(422);
  expect((await leave('zelda', zelda)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

test('the handle and the address are free for whoever joins', async () => {
  const joined = await open.post('/auth/join', {
    name: 'Another Zelda',
    handle: 'zelda',
    email: 'zelda@people.example',
    password,
  });
  expect(joined.status).toBe(200);
  const again = { cookie: cookieOf(joined) };
  expect(
    (await open.ask('{ viewer { user { name things { totalCount } } } }', {}, again)).data.viewer.user,
  ).toEqual({ name: 'Another Zelda', things: { totalCount: 0 } });
});
