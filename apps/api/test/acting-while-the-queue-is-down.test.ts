import type { AddressInfo } from 'node:net';
import { createBullmqQueue } from '@flattr/adapters';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { type Evidence, recordEvidence, scaleOf } from '@flattr/evidence';
import { needsProgram } from '@flattr/evidence/needs-program';
import {
  createWorld,
  type LosableQueue,
  losablePostgresQueue,
  losableRedis,
  payCheckout,
  startRedisServer,
  type World,
} from '@flattr/test-world';
import { startWorker } from '@flattr/worker';
import { serve } from '@hono/node-server';
import { describe, expect, it } from 'vitest';
import { createApi } from '../src/index.ts';

const redisProgram = needsProgram('redis', ['/usr/bin/redis-server', '/usr/local/bin/redis-server']) ?? '';
/** So many flattrs and top-ups in all, half of each. */
const acts = scaleOf({ quick: 18, ci: 300, full: 1_000 });
/** Nobody begins more than ten payments a day. */
const supporters = scaleOf({ quick: 3, ci: 15, full: 50 });
/** Promised are two minutes with a sweep every 30 seconds; sweeping faster, it is in time in this. */
const promisedMs = scaleOf({ quick: 30_000, ci: 60_000, full: 120_000 });
const origin = 'http://localhost:4000';

type Kind = NonNullable<Evidence['queue']>;

/** A Redis that stands still: connections stay, and no answer comes. */
const frozenRedis = async (): Promise<LosableQueue> => {
  const redis = await startRedisServer(redisProgram, '--maxmemory-policy', 'noeviction');
  return {
    settings: { kind: 'redis', url: redis.url },
    forget: redis.flush,
    down: async () => redis.freeze(),
    up: async () => redis.thaw(),
    close: redis.close,
  };
};

type Api = Awaited<ReturnType<typeof serveApi>>;

/** The API as people reach it, over HTTP, and every answer of it that is an error. */
const serveApi = async (world: World, queue: LosableQueue) => {
  const bell = await createBullmqQueue(queue.settings, () => {});
  const platform = {
    ...world.platform,
    queue: bell,
    policy: { ...world.platform.policy, sweepSeconds: 1 },
  };
  const worker = await startWorker(platform, queue.settings);
  const api = createApi(platform, { authSecret: 'a secret for tests alone, long enough', origin });
  const errors: string[] = [];
  const answering = async (request: Request) => {
    const answer = await api.fetch(request);
    if (answer.status >= 400) errors.push(`${new URL(request.url).pathname} answered ${answer.status}`);
    return answer;
  };
  const server = serve({ fetch: answering, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  world.emulator.setWebhookUrl(`http://127.0.0.1:${port}/webhooks/stripe`);
  const post = (path: string, body: object, cookie = '') =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin },
      body: JSON.stringify(body),
    });
  return {
    errors,
    join: async (handle: string): Promise<string> => {
      const person = { name: handle, handle, email: `${handle}@people.example`, password: 'correct horse' };
      const answer = await post('/auth/join', person);
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    },
    ask: async (cookie: string, query: string, variables: object = {}) => {
      const answer = (await (await post('/graphql', { query, variables }, cookie)).json()) as {
        data?: { done?: { errors: { code: string }[]; checkoutUrl?: string } };
      };
      if (!answer.data?.done || answer.data.done.errors.length > 0) errors.push(JSON.stringify(answer));
      return answer.data?.done;
    },
    close: async () => {
      await worker.close();
      await new Promise((closed) => {
        server.close(closed);
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
      await bell.close();
    },
  };
};

const setBudget =
  'mutation { done: setBudget(input: { amount: "5.00", currency: "EUR", monthsAtOnce: 1 }) { errors { code } } }';
const flattr = 'mutation ($url: String!) { done: flattr(input: { url: $url }) { errors { code } } }';
const fund = 'mutation { done: fundWallet { checkoutUrl errors { code } } }';

const count = async (world: World, from: string): Promise<number> => {
  const { rows } = await world.owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return rows[0]?.count ?? 0;
};

const until = async (done: () => Promise<boolean>): Promise<number> => {
  const began = performance.now();
  while (!(await done())) {
    if (performance.now() - began > promisedMs) throw new Error('not everything was done in time');
    await new Promise((later) => setTimeout(later, 50));
  }
  return Math.round(performance.now() - began);
};

const makerUrl = (index: number) => `https://maker.example/${index}`;

/** Flattrs and funds wallets while the queue is down, and gives what is wrong when it is back. */
const act = async (
  world: World,
  queue: LosableQueue,
  api: Api,
): Promise<{ tookMs: number; problems: string[] }> => {
  const each = acts / 2 / supporters;
  const maker = await world.joins('maker');
  for (let index = 0; index < each; index++) await world.publishes(maker, makerUrl(index));
  const cookies: string[] = [];
  for (let index = 0; index < supporters; index++) cookies.push(await api.join(`supporter-${index}`));
  for (const cookie of cookies) await api.ask(cookie, setBudget);
  await queue.down();
  const acting = cookies.map(async (cookie) => {
    for (let index = 0; index < each; index++) {
      await api.ask(cookie, flattr, { url: makerUrl(index) });
      const funded = await api.ask(cookie, fund);
      if (funded?.checkoutUrl) await payCheckout(funded.checkoutUrl);
    }
  });
  let applied = 0;
  try {
    await Promise.all(acting);
    // Stripe tells of each payment, and is told that it was heard, while the queue is down.
    const heard = "webhook_events WHERE type = 'checkout.session.completed'";
    await until(async () => api.errors.length > 0 || (await count(world, heard)) === acts / 2);
    applied = await count(world, 'webhook_events WHERE applied_at IS NOT NULL');
  } finally {
    await queue.up();
  }
  const credited = "charges WHERE state = 'SUCCEEDED'";
  const undone = 'outbox WHERE done_at IS NULL';
  const tookMs = await until(
    async () =>
      api.errors.length > 0 ||
      ((await count(world, credited)) === acts / 2 && (await count(world, undone)) === 0),
  );
  const problems = [...api.errors, ...(await selfCheck(world.platform)).flatMap(({ broken }) => broken)];
  const posted = await count(world, "ledger_transactions WHERE kind = 'charge'");
  const flattrs = await count(world, 'flattrs');
  if (posted !== acts / 2) problems.push(`${posted} wallets were credited instead of ${acts / 2}`);
  if (flattrs !== acts / 2) problems.push(`there are ${flattrs} flattrs instead of ${acts / 2}`);
  if (applied > 0) problems.push(`${applied} events were applied while the queue was down`);
  return { tookMs, problems };
};

const actWhileDown = async (kind: Kind, name: string, openQueue: (world: World) => Promise<LosableQueue>) => {
  const world = await createWorld();
  const queue = await openQueue(world);
  const api = await serveApi(world, queue);
  try {
    const { tookMs, problems } = await act(world, queue, api);
    console.log(
      `R-05 on ${name}: ${acts} acts, ${problems.length} problems, all done ${tookMs} ms after its return`,
    );
    recordEvidence({ id: 'R-05', queue: kind, tried: acts, failed: problems.length });
    expect(problems).toEqual([]);
  } finally {
    await api.close();
    await world.close();
    await queue.close();
  }
};

describe('people go on while the queue is down', () => {
  it(
    'on PostgreSQL: no error is shown, and all effects come once when it is back (R-05)',
    () => actWhileDown('postgres', 'PostgreSQL', losablePostgresQueue),
    600_000,
  );

  it.runIf(redisProgram)(
    'on Redis: no error is shown, and all effects come once when it is back (R-05)',
    () => actWhileDown('redis', 'Redis', () => losableRedis(redisProgram)),
    600_000,
  );

  it.runIf(redisProgram)(
    'on a Redis that stands still: nobody waits for it, and all effects come once when it moves on (R-05)',
    () => actWhileDown('redis', 'a Redis that stands still', frozenRedis),
    600_000,
  );
});
