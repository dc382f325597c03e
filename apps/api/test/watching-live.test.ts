import { createToken } from '@flattr/domain/access/create-token';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { needsProgram } from '@flattr/evidence/needs-program';
import { type Person, type RedisServer, startRedisServer } from '@flattr/test-world';
import { redisPlaces } from '@flattr/test-world/redis-server';
import { until } from '@flattr/test-world/until';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LiveWorld, openLiveWorld } from './live-world.ts';

const program = needsProgram('redis', redisPlaces);
const watchOf = (url: string) =>
  `subscription { thingFlattrCount(url: "${url}") { count month thing { url } } }`;
const idOf = (person: Person | undefined) => {
  if (!person) throw new Error('there is nobody');
  return person.id;
};
const counted = (value: unknown) =>
  (value as { data: { thingFlattrCount: { count: number } } }).data.thingFlattrCount.count;

describe.each([['postgres'], ...(program ? [['redis']] : [])])('two processes over %s', (over) => {
  let redis: RedisServer | undefined;
  let live: LiveWorld;
  beforeAll(async () => {
    if (over === 'redis' && program) redis = await startRedisServer(program);
    live = await openLiveWorld(redis?.url);
  });
  afterAll(async () => {
    await live.close();
    await redis?.close();
  });

  /** A thing of its own for a test, and who flattrs it through the first process. */
  const thing = async (name: string) => {
    const url = `https://${name}.example/`;
    const thingId = await live.world.finds(url);
    const fans = await Promise.all([0, 1, 2].map((n) => live.world.joins(`${name}-${over}-${n}`)));
    const flattrs = async (n: number) => {
      const { token } = await createToken(live.one.platform, idOf(fans[n]), {
        name: 'a reader',
        scopes: ['flattr:write'],
      });
      const answer = await fetch(live.one.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: `mutation { flattr(input: { url: "${url}" }) { errors { code } } }` }),
      });
      expect(await answer.json()).toMatchObject({ data: { flattr: { errors: [] } } });
    };
    return { url, thingId, fans, flattrs };
  };

  it('show a count at once, and as it changes, to whoever watches in the other one', async () => {
    const { url, thingId, fans, flattrs } = await thing('song');
    const stream = await live.other.watch(watchOf(url));
    expect(await stream.next()).toEqual({
      data: { thingFlattrCount: { count: 0, month: '2026-11', thing: { url } } },
    });
    const began = performance.now();
    await flattrs(0);
    expect(counted(await stream.next())).toBe(1);
    await flattrs(1);
    expect(counted(await stream.next())).toBe(2);
    await undoFlattr(live.one.platform, idOf(fans[0]), { thingId });
    expect(counted(await stream.next())).toBe(1);
    // Sooner than what is watched is read by itself.
    expect(performance.now() - began).toBeLessThan(15_000);
    stream.leave();
  });

  it('read a count once a second for all who watch it, however many flattr', async () => {
    const { url, thingId } = await thing('hit');
    const crowd = await Promise.all(
      Array.from({ length: 60 }, (_, n) => live.world.joins(`crowd-${over}-${n}`)),
    );
    const streams = await Promise.all([0, 1, 2].map(() => live.other.watch(watchOf(url))));
    const began = performance.now();
    let reads = 0;
    const query = live.other.platform.pool.query;
    live.other.platform.pool.query = ((...asked: Parameters<typeof query>) => {
      if (`${asked[0]}`.includes('GROUP BY thing_id')) reads += 1;
      return Reflect.apply(query, live.other.platform.pool, asked);
    }) as typeof query;
    const seen: number[] = [];
    const watchAll = Promise.all(
      streams.map(async (stream) => {
        for (let count = 0; count < crowd.length; seen.push(count)) count = counted(await stream.next());
      }),
    );
    for (const { id } of crowd) await flattrThing(live.one.platform, id, { thingId });
    await watchAll;
    live.other.platform.pool.query = query;
    const seconds = (performance.now() - began) / 1000;
    expect(reads).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
    expect(seen.filter((count) => count === crowd.length)).toHaveLength(3);
    for (const stream of streams) stream.leave();
  });

  it('watch nothing any more once those who watched are gone', async () => {
    const { url, flattrs } = await thing('gone');
    await until('no streams of before', async () => live.other.watches() === 0);
    const streams = await Promise.all(Array.from({ length: 30 }, () => live.other.watch(watchOf(url))));
    await Promise.all(streams.map((stream) => stream.next()));
    expect(live.other.watches()).toBe(1);
    await flattrs(0);
    for (const stream of streams) stream.leave();
    await until('the end of the streams', async () => live.other.watches() === 0);
  });

  it('show a settlement until it is published', async () => {
    const { world } = live;
    const ada = await world.joins(`ada-${over}`);
    await world.funds(ada, '5.00');
    await world.flattrs(ada, await world.finds('https://settled.example/'));
    const query = 'subscription { settlementProgress(month: "2026-11") { state percent } }';
    const early = await live.other.watch(query);
    expect(await early.next()).toEqual({ data: { settlementProgress: null } });
    await world.moveClockTo('2026-12-01T00:00:01Z');
    const stream = await live.other.watch(query);
    await stream.next();
    await settleMonth(live.one.platform, asMonth('2026-11'));
    let last: unknown;
    for (let value = await stream.next(); value !== undefined; value = await stream.next()) last = value;
    expect(last).toEqual({ data: { settlementProgress: { state: 'PUBLISHED', percent: 100 } } });
    for (let value = await early.next(); value !== undefined; value = await early.next()) last = value;
    expect(last).toEqual({ data: { settlementProgress: { state: 'PUBLISHED', percent: 100 } } });
  });
});
