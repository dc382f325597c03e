import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi, origin, tokenOf } from './open-api.ts';

let open: OpenApi;
let sam: As;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
});
afterAll(() => open.close());

type Told = {
  readonly status: number;
  readonly language: string | null;
  readonly vary: string | null;
  readonly replayed: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  readonly body: any;
};

/** Asks as somebody whose browser or program prefers these languages. */
const ask = async (
  query: string,
  prefers: string | undefined,
  more: Record<string, string> = {},
): Promise<Told> => {
  const headers: Record<string, string> = { accept: 'application/graphql-response+json', ...more };
  if (prefers !== undefined) headers['accept-language'] = prefers;
  return read(await open.post('/graphql', { query }, headers));
};

const read = async (answer: Response): Promise<Told> => ({
  status: answer.status,
  language: answer.headers.get('content-language'),
  vary: answer.headers.get('vary'),
  replayed: answer.headers.get('idempotency-replayed'),
  body: await answer.json(),
});

const asSam = (): Record<string, string> => ({ cookie: sam.cookie ?? '', origin });

const register = `mutation { registerThings(input: { things: [{ url: "https://a.example/${'x'.repeat(2048)}", title: "A" }] }) {
  results { errors { code message path } } } }`;

const inEach = {
  en: [
    'This address is longer than 2048 characters.',
    'Sign in, or send a token.',
    'This token lacks the scope ME_READ.',
  ],
  de: [
    'Diese Adresse ist länger als 2048 Zeichen.',
    'Melde dich an oder sende ein Token.',
    'Diesem Token fehlt die Berechtigung ME_READ.',
  ],
  fr: [
    'Cette adresse dépasse 2048 caractères.',
    'Connectez-vous ou envoyez un jeton.',
    'Il manque à ce jeton l’autorisation ME_READ.',
  ],
  es: [
    'Esta dirección tiene más de 2048 caracteres.',
    'Inicia sesión o envía un token.',
    'A este token le falta el permiso ME_READ.',
  ],
  sv: [
    'Adressen är längre än 2048 tecken.',
    'Logga in eller skicka en token.',
    'Den här token saknar behörigheten ME_READ.',
  ],
};

describe.each(Object.entries(inEach))('who prefers %s', (language, [refusal, error, withFact]) => {
  test('reads a refusal in it, with the same code and path as everybody', async () => {
    const told = await ask(register, language, asSam());
    expect(told).toMatchObject({ status: 200, language, vary: expect.stringContaining('Accept-Language') });
    const [result] = told.body.data.registerThings.results;
    expect(result.errors).toEqual([{ code: 'URL_TOO_LONG', message: refusal, path: ['things', '0', 'url'] }]);
  });

  test('reads an error in it, with the same code as everybody', async () => {
    const told = await ask(register, language);
    expect(told).toMatchObject({ status: 200, language, vary: expect.stringContaining('Accept-Language') });
    expect(told.body.errors[0]).toMatchObject({ message: error, extensions: { code: 'UNAUTHENTICATED' } });
  });

  test('reads a fact where it belongs, and a refusal that is an error', async () => {
    const token = await tokenOf(open, sam, ['EARNINGS_READ']);
    const lacking = await ask('{ viewer { monthSoFar { month } } }', language, {
      authorization: `Bearer ${token}`,
    });
    expect(lacking.body.errors?.[0]).toMatchObject({ message: withFact, extensions: { code: 'FORBIDDEN' } });
    const wrong = await ask(`{ thing(url: "https://a.example/${'x'.repeat(2048)}") { title } }`, language);
    expect(wrong.body.errors[0]).toMatchObject({ message: refusal, extensions: { code: 'BAD_USER_INPUT' } });
  });
});

const preferences: readonly (readonly [string | undefined, string])[] = [
  [undefined, 'en'],
  ['', 'en'],
  ['*', 'en'],
  ['de', 'de'],
  ['DE', 'de'],
  ['de-AT', 'de'],
  ['de-CH-1996, en;q=0.9', 'de'],
  ['fr;q=0.2, sv;q=0.9, en;q=0.5', 'sv'],
  ['nb, nn;q=0.9, sv;q=0.8, en;q=0.7', 'sv'],
  ['en-GB, de', 'en'],
  ['de;q=0, es', 'es'],
  ['de;q=0', 'en'],
  ['pt-BR, *;q=0.1', 'en'],
  ['zh-Hant, ja', 'en'],
  ['deu, desktop, francais', 'en'],
  ['de;q=abc', 'de'],
  ['de;q=1e999, fr', 'de'],
  ['de;q=-1, fr;q=0.1', 'fr'],
  [';;;,,,=', 'en'],
  ['__proto__, constructor, toString', 'en'],
  ['../../de, de/../fr, "de"', 'en'],
  ['<script>alert(1)</script>', 'en'],
  [`${'x-y,'.repeat(2000)}sv`, 'sv'],
  [`de${'-a'.repeat(4000)}`, 'de'],
  [`de;${'q=0.5;'.repeat(1500)}`, 'de'],
];

test.each(preferences)(
  'Accept-Language %j is answered in one of the five languages',
  async (prefers, language) => {
    const told = await ask(register, prefers);
    expect([told.language, told.body.errors[0].message]).toEqual([language, inEach[language as 'de'][1]]);
  },
);

test('an answer without a sentence is the same in every language and says none, so that a cache keeps one', async () => {
  const told = await ask('{ currencies { currency } }', 'de');
  expect(told.status).toBe(200);
  expect(told.language).toBeNull();
  expect(told.vary ?? '').not.toMatch(/language/i);
});

test('what GraphQL says of a query stays in English, also around a sentence of ours, and the answer says so', async () => {
  const misspelt = await ask('{ nothing }', 'de');
  expect(misspelt).toMatchObject({ status: 400, language: 'en' });
  const query = 'query ($month: Month!) { settledMonth(month: $month) { month } }';
  const answer = await open.post('/graphql', { query, variables: { month: 7 } }, { 'accept-language': 'de' });
  const wrong = await read(answer);
  expect(wrong.language).toBe('en');
  expect(wrong.body.errors[0].message).toMatch(
    /^Variable "\$month" got invalid value 7; .*Write a Month as a string/,
  );
  const literal = await ask('{ settledMonth(month: 7) { month } }', 'de');
  expect(literal).toMatchObject({ language: 'de' });
  expect(literal.body.errors[0].message).toBe('Schreibe einen Month als String, etwa "2026-11".');
});

test('a mutation that is asked for again with its key answers in the language of who asks now', async () => {
  const query =
    'mutation { setBudget(input: { amount: "1.00", currency: "EUR" }) { errors { code message } } }';
  const first = await ask(query, 'de', { ...asSam(), 'idempotency-key': 'a-budget' });
  const again = await ask(query, 'sv', { ...asSam(), 'idempotency-key': 'a-budget' });
  expect(first.body.data.setBudget.errors).toEqual([
    { code: 'BUDGET_TOO_SMALL', message: 'Das ist weniger als das kleinste Monatsbudget in dieser Währung.' },
  ]);
  expect(again).toMatchObject({ replayed: 'true', language: 'sv' });
  expect(again.body.data.setBudget.errors).toEqual([
    { code: 'BUDGET_TOO_SMALL', message: 'Det är mindre än den minsta månadsbudgeten i den här valutan.' },
  ]);
  const other = query.replace('1.00', '1.50');
  const mismatch = await ask(other, 'es', { ...asSam(), 'idempotency-key': 'a-budget' });
  expect(mismatch.body.data.setBudget.errors[0]).toEqual({
    code: 'IDEMPOTENCY_MISMATCH',
    message: 'Esta clave de idempotencia se usó con otros datos. Genera una nueva.',
  });
});

test('what is refused before a query is read is told in the language as well', async () => {
  const german = { 'accept-language': 'de' };
  const typed = await read(await open.post('/graphql', '{}', { ...german, 'content-type': 'text/plain' }));
  expect([typed.status, typed.language, typed.body.errors[0].message]).toEqual([
    415,
    'de',
    'Sende die Anfrage als application/json.',
  ]);
  const large = await read(
    await open.post('/graphql', { query: '{ now }', x: 'x'.repeat(1_100_000) }, german),
  );
  expect([large.status, large.body.errors[0].message]).toEqual([413, 'Eine Anfrage hat höchstens 1 MB.']);
  const key = await ask('{ now }', 'de', { 'idempotency-key': 'x'.repeat(256) });
  expect([key.status, key.body.errors[0].message]).toEqual([
    400,
    'Ein Idempotency-Key besteht aus 1 bis 255 sichtbaren ASCII-Zeichen.',
  ]);
  const joining = { name: 'Sam', handle: 'sam', email: 'other@people.example', password: 'correct horse' };
  const taken = await read(await open.post('/auth/join', joining, german));
  expect([taken.status, taken.language]).toEqual([422, 'de']);
  expect(taken.body.errors).toEqual([
    {
      code: 'HANDLE_TAKEN',
      message: 'Dieser Nutzername ist vergeben. Wähle einen anderen.',
      path: ['handle'],
    },
  ]);
});

test('a fault of ours is told in the language, and nothing of it', async () => {
  const { clock } = open.world.platform;
  const { error } = open.world.platform.log;
  Object.assign(open.world.platform, { clock: { now: () => Promise.reject(new Error('a secret')) } });
  Object.assign(open.world.platform.log, { error: () => {} });
  const told = await ask('{ now }', 'fr');
  Object.assign(open.world.platform, { clock });
  Object.assign(open.world.platform.log, { error });
  expect([told.language, told.body.errors[0].extensions.code]).toEqual(['fr', 'INTERNAL']);
  expect(told.body.errors[0].message).toBe(
    'Quelque chose s’est mal passé ici. Indiquez l’identifiant de la requête en nous le signalant.',
  );
});
