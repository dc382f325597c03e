import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  createFlattr,
  FlattrError,
  FlattrRefusal,
  type SettledMonth,
  SettledMonthDocument,
} from '../src/index.ts';
import { startLocalApi } from './local-api.ts';

const token = 'flt_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const refusal = {
  code: 'OWN_THING',
  message: 'This is yours: flattr what others made.',
  path: ['input', 'url'],
};
const thing = { id: 'VGhpbmc6MQ', url: 'https://blog.example/post', title: 'A post' };

const failureOf = async (asking: Promise<unknown>): Promise<FlattrError> => {
  const failure = await asking.catch((error: unknown) => error);
  if (failure instanceof FlattrError) return failure;
  throw new Error('expected a FlattrError', { cause: failure });
};

describe('a request', () => {
  it('sends the document, its variables, the token and the headers, and gives the data', async () => {
    await using api = await startLocalApi(() => ({ body: { data: { settledMonth: null } } }));
    const flattr = createFlattr({ endpoint: api.endpoint, token, headers: { 'x-request-id': 'abc' } });

    const data = await flattr.request(SettledMonthDocument, { month: '2026-10' });
    expect(data).toEqual({ settledMonth: null });
    expectTypeOf(data.settledMonth).toEqualTypeOf<SettledMonth | null>();

    const [asked] = api.asked;
    expect(asked?.query).toContain('query SettledMonth($month: Month!)');
    expect(asked?.query).toContain('fragment MoneyParts on Money');
    expect(asked?.variables).toEqual({ month: '2026-10' });
    expect(asked?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-request-id': 'abc',
    });
    expect(asked?.headers.accept).toMatch(/^application\/graphql-response\+json/);
  });

  it('sends no authorization without a token', async () => {
    await using api = await startLocalApi(() => ({ body: { data: { viewer: null } } }));
    expect(await createFlattr({ endpoint: api.endpoint }).viewer()).toBeNull();
    expect(api.asked[0]?.headers.authorization).toBeUndefined();
  });

  it('goes through a fetch that is given, such as an API in the same process', async () => {
    const addresses: string[] = [];
    const fetch = (url: string): Response => {
      addresses.push(url);
      return Response.json({ data: { mostFlattred: [] } });
    };
    const flattr = createFlattr({ endpoint: 'http://inside/graphql', fetch });
    expect(await flattr.mostFlattred()).toEqual([]);
    expect(addresses).toEqual(['http://inside/graphql']);
  });
});

describe('one effect', () => {
  it('gives the thing', async () => {
    await using api = await startLocalApi(() => ({
      body: { data: { flattr: { thing, month: '2026-11', errors: [] } } },
    }));
    const flattr = createFlattr({ endpoint: api.endpoint, token });
    expect(await flattr.flattr({ url: thing.url, weight: 3 })).toEqual(thing);
    expect(api.asked[0]?.variables).toEqual({ input: { url: thing.url, weight: 3 } });
  });

  it.each(['flattr', 'undoFlattr'] as const)('throws the refusal of %s', async (name) => {
    await using api = await startLocalApi(() => ({
      body: { data: { [name]: { thing: null, errors: [refusal] } } },
    }));
    const refused = await createFlattr({ endpoint: api.endpoint, token })
      [name]({ url: thing.url })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FlattrRefusal);
    expect(refused).toMatchObject(refusal);
  });
});

describe('registering things', () => {
  const things = Array.from({ length: 1201 }, (_, n) => ({
    url: `https://blog.example/${n}`,
    title: `Post ${n}`,
  }));

  it('goes in batches of 500 and gives one result per thing in the given order', async () => {
    await using api = await startLocalApi(({ variables }) => {
      const batch = variables.things as typeof things;
      const results = batch.map(({ url }) => ({
        created: true,
        thing: url.endsWith('/600') ? null : { url },
        errors: url.endsWith('/600') ? [refusal] : [],
      }));
      return { body: { data: { registerThings: { results, errors: [] } } } };
    });
    const results = await createFlattr({ endpoint: api.endpoint, token }).registerThings(things);

    expect(api.asked.map(({ variables }) => (variables.things as unknown[]).length)).toEqual([500, 500, 201]);
    expect(results).toHaveLength(1201);
    expect(results.map((result) => result.thing?.url ?? null)).toEqual(
      things.map(({ url }) => (url.endsWith('/600') ? null : url)),
    );
    expect(results[600]?.errors).toEqual([refusal]);
  });

  it('asks nothing for no things', async () => {
    await using api = await startLocalApi(() => ({ body: {} }));
    expect(await createFlattr({ endpoint: api.endpoint, token }).registerThings([])).toEqual([]);
    expect(api.asked).toEqual([]);
  });

  it('throws a refusal of the whole batch', async () => {
    await using api = await startLocalApi(() => ({
      body: { data: { registerThings: { results: [], errors: [{ ...refusal, code: 'TOO_MANY_THINGS' }] } } },
    }));
    const registering = createFlattr({ endpoint: api.endpoint, token }).registerThings(things);
    await expect(registering).rejects.toMatchObject({ name: 'FlattrRefusal', code: 'TOO_MANY_THINGS' });
  });
});

it('walks all things of a creator page by page', async () => {
  await using api = await startLocalApi((_asked, count) => ({
    body: {
      data: {
        user: {
          things: {
            nodes: [{ ...thing, title: `Post ${count}` }],
            pageInfo: { hasNextPage: count < 3, endCursor: `cursor ${count}` },
          },
        },
      },
    },
  }));
  const titles: string[] = [];
  for await (const { title } of createFlattr({ endpoint: api.endpoint }).things('ada')) titles.push(title);
  expect(titles).toEqual(['Post 1', 'Post 2', 'Post 3']);
  expect(api.asked.map(({ variables }) => variables.after)).toEqual([undefined, 'cursor 1', 'cursor 2']);
});

describe('a request that fails', () => {
  it.each([
    ['its code, even with status 200', 200, 'NOT_FOUND', 'NOT_FOUND'],
    ['its code', 401, 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['the status behind an unknown code', 400, 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'],
    ['the status without a code', 500, undefined, 'INTERNAL'],
  ])('is known by %s', async (_name, status, code, expected) => {
    const extensions = { code, requestId: 'req-1' };
    await using api = await startLocalApi(() => ({
      status,
      body: { data: null, errors: [{ message: 'No.', extensions }] },
    }));
    const failure = await failureOf(createFlattr({ endpoint: api.endpoint, retries: 0 }).viewer());
    expect(failure).toMatchObject({ code: expected, message: 'No.', requestId: 'req-1', status });
  });

  it('says how long to wait and which request it was', async () => {
    await using api = await startLocalApi(() => ({
      status: 429,
      headers: { 'retry-after': '7', 'x-request-id': 'req-2' },
      body: 'slow down',
    }));
    const failure = await failureOf(createFlattr({ endpoint: api.endpoint, retries: 0 }).viewer());
    expect(failure).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 7000, requestId: 'req-2' });
  });

  it.each([
    ['a page', 200, '<!doctype html>', 'UNREADABLE'],
    ['something else', 200, [1], 'UNREADABLE'],
    ['a proxy’s failure', 502, 'Bad gateway', 'INTERNAL'],
  ])('is told from an answer that is %s', async (_name, status, body, code) => {
    await using api = await startLocalApi(() => ({ status, body }));
    expect((await failureOf(createFlattr({ endpoint: api.endpoint, retries: 0 }).viewer())).code).toBe(code);
  });

  it('does not follow a redirect with the token', async () => {
    await using elsewhere = await startLocalApi(() => ({ body: { data: { viewer: null } } }));
    await using api = await startLocalApi(() => ({
      status: 307,
      headers: { location: elsewhere.endpoint },
      body: '',
    }));
    const failure = await failureOf(createFlattr({ endpoint: api.endpoint, token, retries: 0 }).viewer());
    expect(failure.code).toBe('UNREADABLE');
    expect(elsewhere.asked).toEqual([]);
  });

  it('is unreachable where nobody answers', async () => {
    const failure = await failureOf(
      createFlattr({ endpoint: 'http://127.0.0.1:1/graphql', retries: 0 }).viewer(),
    );
    expect(failure.code).toBe('UNREACHABLE');
    expect(failure.cause).toBeInstanceOf(Error);
  });
});

describe('misuse is refused where the client is made', () => {
  const endpoint = 'https://flattr.example/graphql';
  it.each([
    ['no address', { endpoint: 'graphql' }, /not an absolute URL/],
    ['another protocol', { endpoint: 'ftp://flattr.example/graphql' }, /not an http or https URL/],
    ['a password in the address', { endpoint: 'https://a:b@flattr.example/graphql' }, /give a token instead/],
    ['the instance alone', { endpoint: 'https://flattr.example' }, /has no path/],
    ['no token', { endpoint, token: 'secret-of-mine' }, /begins with flt_pat_/],
    ['an empty token', { endpoint, token: '' }, /begins with flt_pat_/],
    ['a token with a line break', { endpoint, token: `${token}\n` }, /begins with flt_pat_/],
    ['a key for everything', { endpoint, headers: { 'Idempotency-Key': 'x' } }, /give it as idempotencyKey/],
    ['too many retries', { endpoint, retries: 11 }, /a whole number from 0 to 10/],
    ['half a retry', { endpoint, retries: 0.5 }, /a whole number from 0 to 10/],
    ['two authorizations', { endpoint, token, headers: { Authorization: 'Bearer x' } }, /give one of them/],
  ])('%s', (_name, options, sentence) => {
    expect(() => createFlattr(options)).toThrow(sentence);
    expect(() => createFlattr(options)).not.toThrow(/secret-of-mine|a:b/);
  });
});
