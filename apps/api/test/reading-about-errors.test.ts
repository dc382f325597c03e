import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorCodes, statusOf } from '../src/graphql-errors.ts';
import { type OpenApi, openApi, tokenOf } from './open-api.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/integrate/errors.md'), 'utf8');

/** Each request that the document shows, with the answer that it shows below. */
const shown = [...text.matchAll(/```sh\n(curl [^`]+)```\s+```json\n(.+?)```/gs)].map(
  ([, request = '', answer = '']) => ({ request, answer: JSON.parse(answer) as unknown }),
);

let open: OpenApi;
let token: string;

beforeAll(async () => {
  open = await openApi();
  token = await tokenOf(open, await open.joins('ada'), ['FLATTR_WRITE']);
});
afterAll(() => open.close());

const headersIn = (request: string): Record<string, string> =>
  Object.fromEntries(
    [...request.matchAll(/-H (['"])([\w-]+): (.+?)\1/g)].map(([, , name = '', value = '']) => [
      name,
      value.replace('$FLATTR_TOKEN', token),
    ]),
  );

test('the document shows a refusal, an error and another language', () => {
  expect(shown).toHaveLength(text.match(/^curl /gm)?.length ?? 0);
  expect(shown).toHaveLength(3);
});

test.each(shown)('what is shown is what is answered: $request', async ({ request, answer }) => {
  const [, body = ''] = /-d '(.+)'/s.exec(request) ?? [];
  const answered = await open.post('/graphql', body, headersIn(request));
  const { extensions: _cost, ...rest } = (await answered.json()) as { extensions?: unknown };
  expect(rest).toEqual(answer);
});

test('the document lists every code with its status', () => {
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` *\| (\d{3}) /gm)].map(
    ([, code, status]) => `${code} ${status}`,
  );
  expect(listed.sort()).toEqual(errorCodes.map((code) => `${code} ${statusOf(code)}`).sort());
});

test('what is answered before a question is read has the same form', async () => {
  const mutation = encodeURIComponent('mutation { endBudget { errors { code } } }');
  const answers = [
    await open.post('/graphql', '{}', { 'content-type': 'text/plain' }),
    await open.post('/graphql', { query: '{ now }', x: 'x'.repeat(1_100_000) }),
    await open.api.request(`/graphql?query=${mutation}`, { headers: { accept: 'application/json' } }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([415, 413, 400]);
  for (const answer of answers) {
    const { errors } = (await answer.json()) as { errors: object[] };
    expect(errors).toMatchObject([
      { message: expect.any(String), extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } },
    ]);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
  }
});
