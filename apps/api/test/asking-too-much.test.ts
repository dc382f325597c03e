import { recordEvidence } from '@flattr/evidence';
import { getIntrospectionQuery, Lexer, Source, TokenKind } from 'graphql';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../src/limits/numbers.ts';
import { type OpenApi, openApi } from './open-api.ts';
import { apiWith, askFrom, asksDuring } from './open-limits.ts';

let open: OpenApi;
let api: Hono;
beforeAll(async () => {
  open = await openApi();
  api = apiWith(open.world.platform, { apart: true });
});
afterAll(() => open.close());

const thing = 'thing(url: "https://a.example/1")';
const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

const ofDepth = (depth: number): string => {
  const chain = ['creator', 'things(first: 1)', 'nodes'];
  const path = [thing, ...Array.from({ length: depth - 2 }, (_, index) => chain[index % 3])];
  const leaf = path.at(-1) === 'things(first: 1)' ? 'totalCount' : 'id';
  return `{ ${path.join(' { ')} { ${leaf} ${'} '.repeat(path.length)}}`;
};

const ofTokens = (tokens: number): string => {
  const write = (ids: number) =>
    `query ($ids: [ID!]! = [${'"A" '.repeat(ids)}]) { ${thing} { id } nodes(ids: $ids) { id } }`;
  return write(tokens - tokensOf(write(0)));
};

const tokensOf = (text: string): number => {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
};

/** What has so much of what is limited, and the words that name the limit. */
const documents = {
  depth: { write: ofDepth, words: 'selections deep' },
  aliases: {
    write: (count: number) => `{ ${times(count, (n) => `a${n}: ${thing} { id }`)} }`,
    words: 'aliases',
  },
  directives: {
    write: (count: number) => `{ ${times(count, () => `${thing} @include(if: true) { id }`)} }`,
    words: 'directives',
  },
  tokens: { write: ofTokens, words: 'tokens' },
  fields: { write: (count: number) => `{ ${thing} { ${'id '.repeat(count - 1)} } }`, words: 'fields' },
};

test.each(Object.entries(documents))(
  'a document at the limit of its %s is answered, and one over is refused before anything is run (S-02)',
  async (name, { write, words }) => {
    const most = limits.document[name as keyof typeof documents];
    const variables = { ids: [] };
    let under: Awaited<ReturnType<typeof askFrom>> | undefined;
    const asks = await asksDuring(open.world.platform, async () => {
      under = await askFrom(api, write(most), { variables });
    });
    expect(under?.body.errors).toBeUndefined();
    expect(under?.status).toBe(200);
    expect(asks).toBeGreaterThan(0);
    const none = await asksDuring(open.world.platform, async () => {
      const over = await askFrom(api, write(most + 1), { variables });
      expect(over.status).toBe(400);
      expect(over.body.data).toBeUndefined();
      expect(over.body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
      expect(over.body.errors[0].message).toContain(`at most ${most} ${words}`);
    });
    expect(none).toBe(0);
    recordEvidence({ id: 'S-02', tried: 2, failed: 0 });
  },
);

test('a request that costs as much as one may is answered, and one point more is refused before anything is run (S-02)', async () => {
  const { request } = limits.cost;
  const base = 2 + 100 * (3 + 46);
  const page =
    'user(handle: "ada") { things(first: 100) { nodes { creator { things(first: 46) { nodes { id } } } } } }';
  const ofCost = (cost: number) => `{ ${page} ${times(cost - base, (n) => `a${n}: ${thing} { id }`)} }`;
  const under = await askFrom(api, ofCost(request));
  expect(under.status).toBe(200);
  expect(under.body.extensions.cost.requested).toBe(request);
  const none = await asksDuring(open.world.platform, async () => {
    const over = await askFrom(api, ofCost(request + 1));
    expect(over.status).toBe(400);
    expect(over.body.errors).toHaveLength(1);
    const { code, cost, limit } = over.body.errors[0].extensions;
    expect({ code, cost, limit }).toEqual({ code: 'COST_LIMIT_EXCEEDED', cost: request + 1, limit: request });
  });
  expect(none).toBe(0);
  recordEvidence({ id: 'S-02', tried: 2, failed: 0 });
});

test('a body of one megabyte is read, and one byte more is not (S-02)', async () => {
  const megabyte = 1024 * 1024;
  const body = JSON.stringify({ query: `{ ${thing} { id } }` });
  const send = (bytes: number) =>
    api.request('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body + ' '.repeat(bytes - body.length),
    });
  expect((await send(megabyte)).status).toBe(200);
  const none = await asksDuring(open.world.platform, async () => {
    const over = await send(megabyte + 1);
    expect(over.status).toBe(413);
    expect(await over.json()).toMatchObject({
      errors: [{ message: 'A request has at most 1 MB.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
  expect(none).toBe(0);
  recordEvidence({ id: 'S-02', tried: 2, failed: 0 });
});

test('GraphiQL’s own introspection is far below every limit', async () => {
  const query = getIntrospectionQuery({
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });
  const { status, body } = await askFrom(api, query);
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
  expect(body.extensions.cost.requested).toBe(1);
});
