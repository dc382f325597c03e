import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleNouns, examples } from '../src/http/examples.ts';
import { schema } from '../src/index.ts';
import { firstEvent } from './first-event.ts';
import { type As, type Envelope, headersOf, type OpenApi, openApi } from './open-api.ts';

const document = parse(examples);
const operations = document.definitions
  .filter((one): one is OperationDefinitionNode => one.kind === Kind.OPERATION_DEFINITION)
  .map(({ name, operation }) => ({ name: name?.value ?? '', operation }));

let open: OpenApi;
let ada: As;

beforeAll(async () => {
  open = await openApi();
  ada = await open.joins('ada');
  const noor = await open.world.joins('noor');
  for (const page of ['bread', 'night-train'])
    await open.world.publishes(noor, `https://noor.example/${page}`, page);
  await open.owns('ada', 'https://example.org/');
});
afterAll(() => open.close());

test('every noun of the schema has its examples, and they are one document of this schema', () => {
  const nouns = readdirSync(join(import.meta.dirname, '../src/schema'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(new Set(exampleNouns), 'examples.graphql is missing').toEqual(new Set(nouns));
  expect(validate(schema, document)).toEqual([]);
  expect(operations.filter(({ name }) => name === '')).toEqual([]);
});

// One after another: what a mutation did is there for those that follow.
test.each(operations)(
  '$name works as it stands, where somebody opens GraphiQL',
  async ({ name, operation }) => {
    const request = { query: examples, operationName: name };
    const ask = async () => (await open.post('/graphql', request, headersOf(ada))).json();
    const answer = operation === 'subscription' ? firstEvent(open, request, ada) : ask();
    const { data, errors }: Envelope = await answer;
    expect(errors).toBeUndefined();
    for (const [field, value] of Object.entries<unknown>(data)) expect(value, field).not.toBeNull();
    expect(refusalsIn(data)).toEqual([]);
  },
);

/** What any payload or result in an answer refused. */
const refusalsIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(refusalsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === 'errors' && Array.isArray(part) ? part : refusalsIn(part),
  );
};
