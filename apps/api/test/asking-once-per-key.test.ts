import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, origin } from './open-api.ts';

let open: OpenApi;
let sam: As;
let kim: As;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  kim = await open.joins('kim');
});
afterAll(() => open.close());

type Said = {
  readonly status: number;
  readonly replayed: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  readonly body: any;
};

/** Asks for a mutation with a key of the client's own. */
const ask = async (query: string, key: string, { cookie = '' }: As = sam): Promise<Said> => {
  const answer = await open.post(
    '/graphql',
    { query: `mutation ${query}` },
    { cookie, origin, 'idempotency-key': key },
  );
  const replayed = answer.headers.get('idempotency-replayed');
  return { status: answer.status, replayed, body: await answer.json() };
};

const payloadOf = ({ body }: Said) => Object.values(body.data)[0] as { errors: { code: string }[] };
const codesOf = (said: Said): readonly string[] => payloadOf(said).errors.map(({ code }) => code);

/** Rows but those of the keys themselves. */
const rows = async () => {
  const { idempotency_keys: _, ...others } = await open.rows();
  return others;
};

const budget = (amount: string) =>
  `{ setBudget(input: { amount: "${amount}", currency: "EUR" }) { budget { amount { amount } } errors { code } } }`;

/** Each mutation, and the same with another input. */
const mutations: readonly (readonly [string, string])[] = [
  [budget('12.00'), budget('13.00')],
  [
    '{ registerThings(input: { things: [{ url: "https://a.example/", title: "A" }] }) { results { errors { code } } errors { code } } }',
    '{ registerThings(input: { things: [{ url: "https://b.example/", title: "B" }] }) { results { errors { code } } errors { code } } }',
  ],
  [
    '{ flattr(input: { url: "https://other.example/1" }) { month errors { code } } }',
    '{ flattr(input: { url: "https://other.example/2" }) { month errors { code } } }',
  ],
  [
    '{ startStandingFlattr(input: { url: "https://other.example/1" }) { errors { code } } }',
    '{ startStandingFlattr(input: { url: "https://other.example/1", months: 3 }) { errors { code } } }',
  ],
  [
    '{ createToken(input: { name: "a", scopes: [ME_READ] }) { token { name } errors { code } } }',
    '{ createToken(input: { name: "b", scopes: [ME_READ] }) { token { name } errors { code } } }',
  ],
  [
    '{ startClaim(input: { site: "https://a.example/" }) { errors { code } } }',
    '{ endBudget { errors { code } } }',
  ],
];

test('the same key with another input is refused, and no row changes (R-09)', async () => {
  const wrong: unknown[] = [];
  for (const [index, [query, other]] of mutations.entries()) {
    const key = `r-09-${index}`;
    const first = await ask(query, key);
    const before = await rows();
    const again = await ask(query, key);
    const mismatch = await ask(other, key);
    const after = await rows();
    const same = JSON.stringify(payloadOf(again)) === JSON.stringify(payloadOf(first));
    if (codesOf(first).length > 0 || first.replayed) wrong.push([query, first.body]);
    const shown = query.includes('createToken') && `${codesOf(again)}` === 'SHOWN_ONCE';
    if ((!same && !shown) || again.replayed !== 'true') wrong.push([query, again.body]);
    if (`${codesOf(mismatch)}` !== 'IDEMPOTENCY_MISMATCH') wrong.push([other, mismatch.body]);
    if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push([query, before, after]);
  }
  recordEvidence({ id: 'R-09', tried: mutations.length, failed: wrong.length });
  expect(wrong).toEqual([]);
});

test('fifty at once with one key are one, and forty-nine hear the same; with fifty keys each is asked by itself (R-12)', async () => {
  const payment = '{ fundWallet { checkoutUrl amount { amount } errors { code } } }';
  const fifty = await Promise.all(Array.from({ length: 50 }, () => ask(payment, 'one-payment')));
  expect(fifty.filter(({ replayed }) => replayed === 'true')).toHaveLength(49);
  expect(new Set(fifty.map((said) => JSON.stringify(payloadOf(said)))).size).toBe(1);
  expect(await open.world.platform.db.charge.count()).toBe(1);
  const name = '{ createToken(input: { name: "n", scopes: [ME_READ] }) { secret errors { code } } }';
  const tokens = await open.world.platform.db.token.count();
  const each = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(name, `token-${index}`)));
  expect(each.flatMap(codesOf)).toEqual([]);
  expect(await open.world.platform.db.token.count()).toBe(tokens + 50);
  recordEvidence({ id: 'R-12', tried: 100, failed: 0 });
});

test('a key is its user’s own, and its order of fields is none', async () => {
  await ask(budget('5.00'), 'mine');
  const theirs = await ask(budget('6.00'), 'mine', kim);
  expect(theirs).toMatchObject({ replayed: null });
  expect(codesOf(theirs)).toEqual([]);
  const turned = '{ setBudget(input: { currency: "EUR", amount: "5.00" }) { errors { code } } }';
  expect(await ask(turned, 'mine')).toMatchObject({
    replayed: 'true',
    body: { extensions: { idempotency: { replayed: true } } },
  });
});

test('a secret is never stored, and not told again', async () => {
  const query =
    '{ createToken(input: { name: "x", scopes: [ME_READ] }) { secret token { name } errors { code } } }';
  const { secret } = payloadOf(await ask(query, 'secret')) as never as { secret: string };
  expect(secret).toMatch(/^flt_pat_/);
  expect(payloadOf(await ask(query, 'secret'))).toEqual({
    secret: null,
    token: { name: 'x' },
    errors: [{ code: 'SHOWN_ONCE' }],
  });
  const { rows: kept } = await open.world.owner.query<{ answer: Buffer }>(
    "SELECT answer FROM idempotency_keys WHERE key = 'secret'",
  );
  expect(kept[0]?.answer.includes(secret)).toBe(false);
});

test('what fails leaves its key unused, and what nobody may do is remembered nowhere', async () => {
  const unknown = '{ flattr(input: { url: "https://a.example/", thing: "b" }) { errors { code } } }';
  expect((await ask(unknown, 'failed')).body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(codesOf(await ask(budget('7.00'), 'failed'))).toEqual([]);
  const nobody = await ask(budget('7.00'), 'nobody', {});
  expect(nobody.body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  const { rowCount } = await open.world.owner.query("SELECT FROM idempotency_keys WHERE key = 'nobody'");
  expect(rowCount).toBe(0);
});

test('what was done is not done again at once where its answer could not be kept', async () => {
  const query = '{ createToken(input: { name: "kept", scopes: [ME_READ] }) { errors { code } } }';
  await open.world.owner.query(
    "ALTER TABLE idempotency_keys ADD CONSTRAINT full_disk CHECK (key <> 'full' OR answer IS NULL)",
  );
  const broken = await ask(query, 'full');
  expect(broken.body.errors[0].extensions.code).toBe('INTERNAL');
  expect(codesOf(await ask(query, 'full'))).toEqual(['IDEMPOTENCY_IN_FLIGHT']);
  expect(await open.world.platform.db.token.count({ where: { name: 'kept' } })).toBe(1);
}, 20_000);

test('who died with a key is replaced after a minute; until then others hear that it is under way', async () => {
  await ask(budget('8.00'), 'died');
  const die = (ago: string) =>
    open.world.owner.query(
      "UPDATE idempotency_keys SET answer = NULL, begun_at = clock_timestamp() - $1::interval WHERE key = 'died'",
      [ago],
    );
  await die('61 seconds');
  expect(await ask(budget('8.00'), 'died')).toMatchObject({ replayed: null, status: 200 });
  await die('0 seconds');
  expect(codesOf(await ask(budget('8.00'), 'died'))).toEqual(['IDEMPOTENCY_IN_FLIGHT']);
}, 20_000);

test('a key that is none, or that is for two mutations, is refused before anything is done', async () => {
  const before = await open.rows();
  for (const key of ['', 'a b', 'ä', 'x'.repeat(256)]) {
    const said = await ask(budget('9.00'), key).catch(() => undefined);
    if (said) expect(said.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  }
  const two = await ask('{ endBudget { errors { code } } other: endBudget { errors { code } } }', 'two');
  expect(two.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(await open.rows()).toEqual(before);
});

test('a key in the input does as the one in the header, is no part of what is compared, and must be the same', async () => {
  const flattr = (url: string, key: string) =>
    `{ flattr(input: { url: "${url}", idempotencyKey: "${key}" }) { month errors { code } } }`;
  const one = 'https://keys.example/1';
  const first = await open.ask(`mutation ${flattr(one, 'in-input')}`, {}, sam);
  const again = await ask(`{ flattr(input: { url: "${one}" }) { month errors { code } } }`, 'in-input');
  expect(first.data.flattr).toEqual(again.body.data.flattr);
  expect(again.replayed).toBe('true');
  const other = await open.ask(`mutation ${flattr('https://keys.example/2', 'in-input')}`, {}, sam);
  expect(other.data.flattr.errors).toEqual([{ code: 'IDEMPOTENCY_MISMATCH' }]);
  const both = await ask(flattr(one, 'in-input'), 'in-header');
  expect(both.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  const wrong = await open.ask(`mutation ${flattr(one, 'ä')}`, {}, sam);
  expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('every mutation takes a key in its input', async () => {
  const { data } = await open.ask(
    '{ __schema { mutationType { fields { name args { name type { name ofType { inputFields { name } } inputFields { name } } } } } } }',
  );
  type Input = { inputFields: { name: string }[] | null; ofType: Input | null };
  type Mutation = { name: string; args: { name: string; type: Input }[] };
  const fields: Mutation[] = data.__schema.mutationType.fields;
  const without = fields.filter(({ args }) => {
    const type = args.find(({ name }) => name === 'input')?.type;
    return !(type?.inputFields ?? type?.ofType?.inputFields)?.some(({ name }) => name === 'idempotencyKey');
  });
  expect(without.map(({ name }) => name)).toEqual([]);
});
