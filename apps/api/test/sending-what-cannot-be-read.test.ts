import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
});
afterAll(() => open.close());

const cursor = Buffer.from('GPC:S:no-uuid').toString('base64');

test.each([
  ['a handle', '{ user(handle: "\\u0000") { handle } }', { user: null }],
  ['a month', '{ settledMonth(month: "\\u0000") { month } }', { settledMonth: null }],
])('%s that nobody can have is nobody’s', async (_what, query, data) => {
  expect((await open.ask(query)).data).toEqual(data);
});

test('a name of control characters is none', async () => {
  const { data } = await open.ask(
    'mutation { createToken(input: { name: "\\u0000", scopes: [ME_READ] }) { secret errors { code } } }',
    {},
    sam,
  );
  expect(data.createToken).toEqual({ secret: null, errors: [{ code: 'NAME_MISSING' }] });
});

test.each([
  `{ viewer { charges(first: 1, after: "${cursor}") { nodes { id } } } }`,
  `{ user(handle: "sam") { things(first: 1, after: "${cursor}") { nodes { id } } } }`,
])('a cursor that is none is bad input: %s', async (query) => {
  const { errors } = await open.ask(query, {}, sam);
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).not.toMatch(/sql|uuid|prisma/i);
});
