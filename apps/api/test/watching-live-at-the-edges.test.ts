import { createToken } from '@flattr/domain/access/create-token';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { until } from '@flattr/test-world/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveWorld, openLiveWorld, readStream } from './live-world.ts';

const url = 'https://song.example/';
const query = `subscription { thingFlattrCount(url: "${url}") { count } }`;
const count = (flattrs: number) => ({ data: { thingFlattrCount: { count: flattrs } } });
const lose = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'flattr live'`;

let live: LiveWorld;
let thingId: Awaited<ReturnType<LiveWorld['world']['finds']>>;
beforeAll(async () => {
  live = await openLiveWorld();
  thingId = await live.world.finds(url);
});
afterAll(() => live.close());

const codeOf = async (answer: Response) => {
  const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] };
  return errors[0]?.extensions.code;
};

describe('who watches', () => {
  it('hears again after the connection that listens was lost, and of what they have missed', async () => {
    const stream = await live.other.watch(query);
    expect(await stream.next()).toEqual(count(0));
    await until('a connection that listens', async () => (await live.world.owner.query(lose)).rowCount === 1);
    const began = performance.now();
    const ben = await live.world.joins('ben');
    await flattrThing(live.one.platform, ben.id, { thingId });
    expect(await stream.next()).toEqual(count(1));
    const cleo = await live.world.joins('cleo');
    await flattrThing(live.one.platform, cleo.id, { thingId });
    expect(await stream.next()).toEqual(count(2));
    // Sooner than what is watched is read by itself.
    expect(performance.now() - began).toBeLessThan(15_000);
    stream.leave();
  });

  it('may ask by GET, as EventSource does', async () => {
    const stream = readStream(await live.one.ask(query, { method: 'GET' }));
    expect(await stream.next()).toEqual(count(2));
    stream.leave();
  });

  it.each([
    ['{ thingFlattrCount(url: "https://unknown.example/") { count } }', 'NOT_FOUND', 404],
    ['{ thingFlattrCount(thing: "x") { count } }', 'NOT_FOUND', 404],
    ['{ thingFlattrCount(url: "https://10.0.0.1/") { count } }', 'BAD_USER_INPUT', 400],
    ['{ thingFlattrCount { count } }', 'BAD_USER_INPUT', 400],
    ['{ settlementProgress(month: "soon") { state } }', 'BAD_USER_INPUT', 400],
  ])('is told what cannot be watched: %s', async (asked, code, status) => {
    const answer = await fetch(live.one.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, text/event-stream',
      },
      body: JSON.stringify({ query: `subscription ${asked}` }),
    });
    expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
  });

  it('watches twenty at once as one user, and one more when another has ended', async () => {
    const dora = await live.world.joins('dora');
    const { token } = await createToken(live.one.platform, dora.id, { name: 'live', scopes: ['me:read'] });
    const asks = () => live.one.ask(query, { token });
    const streams = await Promise.all(Array.from({ length: 20 }, async () => readStream(await asks())));
    await Promise.all(streams.map((stream) => stream.next()));
    const refused = await asks();
    expect(refused.status).toBe(429);
    streams[0]?.leave();
    await until('an end', async () => (await asks()).status === 200);
    for (const stream of streams) stream.leave();
  });

  it('is let go when the process stops', async () => {
    const stream = await live.one.watch(query);
    await stream.next();
    await live.one.platform.live.close();
    expect(await stream.next()).toBeUndefined();
    await flattrThing(live.one.platform, (await live.world.joins('emil')).id, { thingId });
  });
});
