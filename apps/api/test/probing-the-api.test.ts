import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

const send = async (body: unknown, headers: Record<string, string> = {}) => {
  const answer = await open.post('/graphql', body, headers);
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) };
};

const read = (query: string) =>
  open.api.request(`/graphql?query=${encodeURIComponent(query)}`, {
    headers: { accept: 'application/json' },
  });

const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

const circle = (rounds: number): string =>
  `{ __schema { types { fields { type { ${'fields { type { '.repeat(rounds)} name ${'} } '.repeat(rounds)} } } } } }`;

/** What a scanner tries, and that it finds nothing; the sentences are those of its findings. */
const findings: Record<string, () => Promise<void>> = {
  'a hundred and one aliases in one document': async () => {
    const { status, body } = await send({
      query: `query cop { ${times(101, (n) => `alias${n}: __typename`)} }`,
    });
    expect([status, body.data]).toEqual([400, undefined]);
  },
  'ten documents in one request': async () => {
    const { status, body } = await send(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    expect([status, Array.isArray(body)]).toEqual([400, false]);
  },
  'ten times a directive that is not there': async () => {
    const { body } = await send({ query: `query cop { __typename ${'@aa'.repeat(10)} }` });
    expect(body.data).toBeUndefined();
    expect(body.errors.length).toBeLessThan(10);
  },
  'five hundred times one field': async () => {
    const { status, body } = await send({ query: `query cop { ${times(500, () => '__typename')} }` });
    expect([status, body.data]).toEqual([400, undefined]);
  },
  'introspection that goes in circles': async () => {
    expect((await send({ query: circle(0) })).body.data).toBeDefined();
    const { body } = await send({ query: circle(4) });
    expect(body.data).toBeUndefined();
  },
  'a query by GET': async () => {
    const answer = await read('query cop { __typename }');
    expect(answer.status).toBe(400);
    expect((await answer.json()).data).toBeUndefined();
  },
  'a mutation by GET': async () => {
    const answer = await read('mutation cop { __typename }');
    expect(answer.status).toBe(400);
    expect((await answer.json()).data).toBeUndefined();
  },
  'a query by a form of any page': async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, body } = await send('query=query+cop+%7B__typename%7D', type);
    expect([status, body.data]).toEqual([415, undefined]);
  },
  'traces and debugging words': async () => {
    const { text, body } = await send({ query: '{ __typename thing(uuid: "x") { id } }' });
    expect(Object.keys(body.extensions)).toEqual(['cost']);
    expect(text).not.toMatch(/tracing|debug|stack/i);
  },
  'an error that nobody handled': async () => {
    const { body } = await send({ query: 'qwerty cop { abc }' });
    expect(body.errors).toHaveLength(1);
    expect(Object.keys(body.errors[0].extensions).sort()).toEqual(['code', 'requestId']);
  },
};

test.each(Object.entries(findings))('a scanner that tries %s finds nothing (S-01)', async (_name, tries) => {
  await tries();
  recordEvidence({ id: 'S-01', tried: 1, failed: 0 });
});

/** The API is public, and so is what explains it. */
test('a scanner finds introspection, GraphiQL and suggestions of names, which are public on purpose (S-01)', async () => {
  const { body } = await send({ query: '{ __schema { queryType { name } } }' });
  expect(body.data.__schema.queryType.name).toBe('Query');
  const suggested = await send({ query: 'query cop { __schema { directive } }' });
  expect(suggested.body.errors[0].message).toContain('Did you mean "directives"');
  const page = await open.api.request('/graphql', { headers: { accept: 'text/html' } });
  expect(page.headers.get('content-type')).toContain('text/html');
  recordEvidence({ id: 'S-01', tried: 3, failed: 0 });
});
