import { transaction } from '@flattr/database';
import { newId, type UserId } from '@flattr/domain/ids';
import { clearing, wallet } from '@flattr/domain/ledger/accounts';
import { postTransfer } from '@flattr/domain/ledger/post';
import { move } from '@flattr/domain/ledger/transfer';
import { recordEvidence } from '@flattr/evidence';
import { createFlattr, type Flattr, FlattrError, SetBudgetDocument } from '@flattr/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { edges, hostile, taken, takenAsMost } from './hostile-amounts.ts';
import { type As, type OpenApi, openApi, origin } from './open-api.ts';

let open: OpenApi;
let sam: As;
let thing: string;
let sdk: Flattr;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  thing = await open.world.publishes(await open.world.joins('maker'), 'https://maker.example/');
  sdk = clientOf(sam);
  await setBudget('"7.77"');
});
afterAll(() => open.close());

const clientOf = ({ cookie = '' }: As): Flattr => {
  const fetch = async (input: string, init: RequestInit) => open.api.request(input, init);
  // Nothing is sent again: the key that it would have is a row.
  return createFlattr({ endpoint: `${origin}/graphql`, fetch, headers: { cookie }, retries: 0 });
};

/** What came of an input: an exact amount, or the code with which it was refused. */
type Outcome = { readonly amount: string } | { readonly code: string };

/** The inputs of `setBudget` that take an amount. */
type Field = 'amount' | 'maxPerFlattr';

const fields = '{ budget { amount { amount } maxPerFlattr { amount } } errors { code } }';

// biome-ignore lint/suspicious/noExplicitAny: whatever the mutation answers.
type Payload = any;
type Errors = readonly { extensions: { code: string } }[];

const outcomeOf = (field: Field, payload: Payload, errors: Errors = []): Outcome => {
  const code = errors[0]?.extensions.code ?? payload?.errors?.[0]?.code;
  return code ? { code } : { amount: payload.budget[field].amount };
};

const inputOf = (field: Field, value: string) =>
  field === 'amount' ? `amount: ${value}` : `amount: "7.77", maxPerFlattr: ${value}`;

/** As a literal of the document, whatever kind of literal it is. */
const setBudget = async (literal: string, field: Field = 'amount'): Promise<Outcome> => {
  const query = `mutation { setBudget(input: { ${inputOf(field, literal)}, currency: "EUR" }) ${fields} }`;
  const { data, errors } = await open.ask(query, {}, sam);
  return outcomeOf(field, data?.setBudget, errors);
};

/** As a variable, whose JSON is written by hand: so that a number is what it says and not what a float makes of it. */
const setBudgetByVariable = async (json: string, field: Field = 'amount'): Promise<Outcome> => {
  const query = `mutation ($value: Decimal!) { setBudget(input: { ${inputOf(field, '$value')}, currency: "EUR" }) ${fields} }`;
  const body = `{ "query": ${JSON.stringify(query)}, "variables": { "value": ${json} } }`;
  const answer = await open.post('/graphql', body, { cookie: sam.cookie ?? '' });
  const { data, errors } = (await answer.json()) as Awaited<ReturnType<OpenApi['ask']>>;
  return outcomeOf(field, data?.setBudget, errors);
};

const setBudgetBySdk = async (value: unknown, field: Field = 'amount'): Promise<Outcome> => {
  try {
    const input = { amount: '7.77', currency: 'EUR', [field]: value as string };
    return outcomeOf(field, (await sdk.request(SetBudgetDocument, { input })).setBudget);
  } catch (error) {
    if (!(error instanceof FlattrError)) throw error;
    return { code: error.code };
  }
};

const weigh = async (weight: string, name: 'weight' | 'monthsAtOnce'): Promise<Outcome> => {
  const query =
    name === 'weight'
      ? `mutation { flattr(input: { thing: "${thing}", weight: ${weight} }) { errors { code } } }`
      : `mutation { setBudget(input: { amount: "5", currency: "EUR", monthsAtOnce: ${weight} }) { errors { code } } }`;
  const { data, errors } = await open.ask(query, {}, sam);
  const code = errors?.[0]?.extensions.code ?? (data.flattr ?? data.setBudget).errors[0]?.code;
  return code ? { code } : { amount: weight };
};

const stored = async () => {
  const { rows } = await open.world.owner.query(
    "SELECT json_build_object('budgets', (SELECT json_agg(b) FROM budgets b), 'flattrs', (SELECT count(*) FROM flattrs)) AS all",
  );
  return [JSON.stringify(rows), await open.rows()];
};

const refusals = new Set([
  'AMOUNT_MALFORMED',
  'BUDGET_TOO_SMALL',
  'BUDGET_TOO_LARGE',
  'MAX_PER_FLATTR_TOO_SMALL',
  'BAD_USER_INPUT',
  'WEIGHT_OUT_OF_RANGE',
  'MONTHS_AT_ONCE_UNKNOWN',
]);

let tried = 0;
const trouble: string[] = [];

/** Each is refused with a code of its type, and nothing in the database is another. */
const allRefused = async (
  what: string,
  values: readonly string[],
  send: (value: string) => Promise<Outcome>,
) => {
  const before = await stored();
  for (const value of values) {
    tried += 1;
    const outcome = await send(value).catch((error: unknown) => ({ code: `${error}` }));
    if (!('code' in outcome) || !refusals.has(outcome.code))
      trouble.push(`${what} ${JSON.stringify(value)}: ${JSON.stringify(outcome)}`);
  }
  if (JSON.stringify(await stored()) !== JSON.stringify(before)) trouble.push(`${what}: a row changed`);
};

/** Each comes back as it should, as a text of the document and by the SDK. */
const allExact = async (field: Field, values: readonly (readonly [string, string])[]) => {
  for (const [sent, back] of values) {
    for (const send of [() => setBudget(JSON.stringify(sent), field), () => setBudgetBySdk(sent, field)]) {
      tried += 1;
      const outcome = await send();
      if (JSON.stringify(outcome) !== JSON.stringify({ amount: back }))
        trouble.push(`${field} ${sent} came back as ${JSON.stringify(outcome)}`);
    }
  }
};

/** The numbers among the hostile texts, as JSON and as GraphQL can write them. */
const numbers = hostile.filter((text) => /^-?(0|[1-9][0-9]*)(\.[0-9]+)?(e-?[0-9]+)?$/.test(text));
const literals = [...numbers, 'true', 'null', '[]', '["5"]', '{}', '{ amount: "5" }', 'EUR', '5', '5.00'];

test('every amount comes back exactly, or is refused with a code, and then no row changes (R-20)', async () => {
  const quoted = JSON.stringify;
  await allRefused('a literal string', hostile, (value) => setBudget(quoted(value)));
  await allRefused('a string variable', hostile, (value) => setBudgetByVariable(quoted(value)));
  await allRefused('a string by the SDK', hostile, setBudgetBySdk);
  await allRefused('a literal', literals, setBudget);
  await allRefused('a variable', [...numbers, 'true', 'null', '[]', '["5"]', '{}', '5'], setBudgetByVariable);
  await allRefused('a number by the SDK', numbers, (value) => setBudgetBySdk(JSON.parse(value)));
  for (const name of ['weight', 'monthsAtOnce'] as const) {
    const others = edges.filter((edge) => edge !== '1');
    await allRefused(name, [...others, '"1"', '1.5', '1e0'], (value) => weigh(value, name));
  }
  const most: Field = 'maxPerFlattr';
  const tooMuch = hostile.filter((text) => !takenAsMost.some(([sent]) => sent === text));
  await allRefused('the most, as a string', tooMuch, (value) => setBudget(quoted(value), most));
  await allRefused('the most, as a variable', tooMuch, (value) => setBudgetByVariable(quoted(value), most));
  await allRefused('the most, by the SDK', tooMuch, (value) => setBudgetBySdk(value, most));
  const unquoted = literals.filter((literal) => literal !== 'null');
  await allRefused('the most, as a literal', unquoted, (value) => setBudget(value, most));
  await allExact('amount', taken);
  await allExact(most, takenAsMost);
  await allRead();
  console.log(
    `R-20: ${tried} amounts sent or read, of which ${hostile.length} texts; ${trouble.length} in trouble`,
  );
  recordEvidence({ id: 'R-20', tried, failed: trouble.length });
  expect(trouble).toEqual([]);
}, 300_000);

/** What a wallet holds, to the micro, is what the API and the SDK read out: up to the largest sum that the ledger takes. */
const allRead = async () => {
  for (const edge of [1n, 2n ** 31n - 1n, 2n ** 31n + 1n, 2n ** 53n - 1n, 2n ** 53n + 1n, 2n ** 63n - 1n]) {
    tried += 1;
    // A currency of its own for the largest: what the clearing account holds has to fit as well.
    const currency = edge === 2n ** 63n - 1n ? 'CHF' : 'EUR';
    const handle = `holder-${tried}`;
    const as = await open.joins(handle);
    const { id } = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle } });
    const of = { from: clearing(currency), to: wallet(id as UserId, currency), micros: edge };
    await transaction(open.world.platform.pool, (sql) =>
      postTransfer(sql, move('charge', `edge:${newId()}`, of)),
    );
    const digits = `${edge}`.padStart(7, '0');
    const exact = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    const { data } = await open.ask('{ viewer { wallets { balance { amount } } } }', {}, as);
    const viewer = await clientOf(as).viewer();
    const read = [data.viewer.wallets[0].balance.amount, viewer?.wallets[0]?.balance.amount];
    if (read.some((amount) => amount !== exact))
      trouble.push(`a wallet of ${edge} micros is read as ${read}`);
  }
};

test('an input that takes an amount is one of those that were tried', async () => {
  const query = '{ __schema { types { name inputFields { name type { name ofType { name } } } } } }';
  const { data } = await open.ask(query);
  type Type = {
    name: string;
    inputFields: { name: string; type: { name: string; ofType: { name: string } } }[];
  };
  const found = (data.__schema.types as Type[]).flatMap(({ name, inputFields }) =>
    (inputFields ?? [])
      .filter(({ type }) => (type.name ?? type.ofType?.name) === 'Decimal')
      .map((field) => `${name}.${field.name}`),
  );
  expect(found).toEqual(['SetBudgetInput.amount', 'SetBudgetInput.maxPerFlattr']);
});
