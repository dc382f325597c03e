import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlattr, FlattrError, WebhookEndpointsDocument } from '../src/index.ts';
import { type Reply, startLocalApi } from './local-api.ts';

const token = 'flt_pat_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const thing = { id: 'VGhpbmc6MQ', url: 'https://blog.example/post', title: 'A post' };
const flattred: Reply = { body: { data: { flattr: { thing, errors: [] } } } };
const nobody: Reply = { body: { data: { viewer: null } } };
const broken: Reply = { status: 503, body: 'Try later' };
const limited = (retryAfterMs?: number): Reply => ({
  status: 429,
  body: { errors: [{ message: 'No.', extensions: { code: 'RATE_LIMITED', retryAfterMs } }] },
});

/** Answers in this order, the last of them for ever. */
const inOrder = (...replies: readonly Reply[]) =>
  startLocalApi((_asked, count) => replies[Math.min(count, replies.length) - 1] ?? nobody);

const keysOf = (asked: readonly { headers: Readonly<Record<string, unknown>> }[]) =>
  asked.map(({ headers }) => headers['idempotency-key']);

// The waiting is by chance: none of it here.
beforeEach(() => void vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

describe('a question', () => {
  it.each([
    ['failed on the other side', broken],
    ['came too often', limited(1)],
  ])('that %s is sent again, twice by default', async (_name, reply) => {
    await using api = await inOrder(reply, reply, nobody);
    expect(await createFlattr({ endpoint: api.endpoint }).viewer()).toBeNull();
    expect(keysOf(api.asked)).toEqual([undefined, undefined, undefined]);
  });

  it('that nobody answers is sent again, and fails as it failed last', async () => {
    let tried = 0;
    const fetch = () => {
      tried += 1;
      throw new TypeError('no route');
    };
    const asking = createFlattr({ endpoint: 'http://inside/graphql', fetch }).viewer();
    await expect(asking).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(tried).toBe(3);
  });

  it('whose answer breaks off in its middle is sent again', async () => {
    const cut = () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error('cut')) }));
    let tried = 0;
    const fetch = () => (++tried === 1 ? cut() : Response.json(nobody.body));
    expect(await createFlattr({ endpoint: 'http://inside/graphql', fetch }).viewer()).toBeNull();
    expect(tried).toBe(2);
  });

  it.each([
    ['is refused to whoever asks', { status: 401, body: 'No.' }],
    ['is malformed', { status: 400, body: { errors: [{ message: 'No.' }] } }],
    ['is answered by something else', { body: '<!doctype html>' }],
    ['came too often, without a time to wait', limited()],
    ['came too often for longer than anybody waits', limited(60_000)],
  ])('that %s is not sent again', async (_name, reply) => {
    await using api = await inOrder(reply);
    await expect(createFlattr({ endpoint: api.endpoint }).viewer()).rejects.toBeInstanceOf(FlattrError);
    expect(api.asked).toHaveLength(1);
  });

  it('is sent as often as the client says', async () => {
    await using api = await inOrder(broken);
    const never = createFlattr({ endpoint: api.endpoint, retries: 0 });
    await expect(never.viewer()).rejects.toMatchObject({ code: 'INTERNAL', status: 503 });
    expect(api.asked).toHaveLength(1);
  });

  it('waits as long as the API says, and a little by chance', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0.1);
    await using api = await inOrder(limited(200), nobody);
    const before = performance.now();
    await createFlattr({ endpoint: api.endpoint }).viewer();
    expect(performance.now() - before).toBeGreaterThanOrEqual(248);
  });
});

describe('a mutation', () => {
  it('is sent again under one and the same key, and the next one under another', async () => {
    await using api = await inOrder(broken, limited(1), flattred);
    const flattr = createFlattr({ endpoint: api.endpoint, token });
    expect(await flattr.flattr({ url: thing.url })).toEqual(thing);
    await flattr.flattr({ url: thing.url });
    const [first, second, third, next] = keysOf(api.asked);
    expect(first).toMatch(/^[\w-]{16,40}$/);
    expect([second, third]).toEqual([first, first]);
    expect(next).not.toBe(first);
  });

  it('takes a key of its asker’s, in its input', async () => {
    await using api = await inOrder(broken, flattred);
    const flattr = createFlattr({ endpoint: api.endpoint, token });
    await flattr.flattr({ url: thing.url, idempotencyKey: 'job-7' });
    expect(keysOf(api.asked)).toEqual([undefined, undefined]);
    expect(api.asked.map(({ variables }) => variables.input)).toEqual([
      { url: thing.url, idempotencyKey: 'job-7' },
      { url: thing.url, idempotencyKey: 'job-7' },
    ]);
  });

  it('written as a text is sent once, unless its input has a key', async () => {
    const text = 'mutation M($input: FlattrInput!) { flattr(input: $input) { errors { code } } }';
    await using api = await inOrder(broken);
    const { request } = createFlattr({ endpoint: api.endpoint, token });
    await expect(request(text, { input: { url: thing.url } })).rejects.toBeInstanceOf(FlattrError);
    expect(api.asked).toHaveLength(1);
    const kept = request(text, { input: { url: thing.url, idempotencyKey: 'mine' } });
    await expect(kept).rejects.toBeInstanceOf(FlattrError);
    expect(api.asked).toHaveLength(4);
    expect(keysOf(api.asked)).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('has no key where nothing is sent again', async () => {
    await using api = await inOrder(flattred);
    await createFlattr({ endpoint: api.endpoint, token, retries: 0 }).flattr({ url: thing.url });
    expect(keysOf(api.asked)).toEqual([undefined]);
  });
});

it('walks lists of any document', async () => {
  await using api = await startLocalApi((_asked, count) => ({
    body: {
      data: {
        viewer: {
          webhookEndpoints: {
            nodes: [{ id: `${count}` }],
            pageInfo: { hasNextPage: count < 2, endCursor: `after ${count}` },
          },
        },
      },
    },
  }));
  const ids: string[] = [];
  for await (const { id } of createFlattr({ endpoint: api.endpoint, token }).webhookEndpoints()) ids.push(id);
  expect(ids).toEqual(['1', '2']);
  expect(api.asked.map(({ query, variables }) => [query, variables])).toEqual([
    [`${WebhookEndpointsDocument}`, { first: 100 }],
    [`${WebhookEndpointsDocument}`, { first: 100, after: 'after 1' }],
  ]);
});
