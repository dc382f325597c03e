import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import type { ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { readFreeEarnings } from '@flattr/domain/payouts/free-earnings';
import { readRings } from '@flattr/domain/risk/read-rings';
import { releaseRing } from '@flattr/domain/risk/release-ring';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { brokenWithoutProvider } from '@flattr/test-world/broken-invariants';
import { randomBelow } from '@flattr/test-world/crash/random-below';
import { plantMonth } from '@flattr/test-world/plant-month';
import { afterAll, expect, it } from 'vitest';

const month = asMonth('2026-10');
const months = scaleOf({ quick: 2, ci: 10, full: 60 });

const worlds: World[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
});

/** A month of people who flattr what they like: many creators, of whom some give too. */
const honestMonth = async (seed: number): Promise<World> => {
  const world = await createWorld({ now: new Date('2026-10-03T12:00:00Z') });
  worlds.push(world);
  await plantMonth(world.owner, { month, supporters: 300, flattrsEach: 8, things: 120, creators: 60, seed });
  return world;
};

type Maker = Person & { readonly thing: ThingId };

const makers = async (world: World, names: readonly string[]): Promise<Maker[]> => {
  const people: Maker[] = [];
  for (const name of names) {
    const person = await world.joins(name);
    await world.funds(person, '20.00');
    people.push({ ...person, thing: await world.publishes(person, `https://${name}.example/`) });
  }
  return people;
};

const popular = async (world: World, count: number): Promise<readonly ThingId[]> => {
  const { rows } = await world.owner.query<{ id: ThingId }>(
    'SELECT thing_id AS id FROM flattrs GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT $1',
    [count],
  );
  return rows.map(({ id }) => id);
};

/** Each gives most to the next one, and a little to what everybody likes, so as not to be seen. */
const ring = async (world: World, name: string, seed: string): Promise<readonly string[]> => {
  const size = 2 + randomBelow(5, `${seed} size`);
  const members = await makers(
    world,
    Array.from({ length: size }, (_, place) => `${name}-${place}`),
  );
  for (const [place, member] of members.entries()) {
    const next = members[(place + 1) % size];
    if (next) await flattrThing(world.platform, member.id, { thingId: next.thing, weight: 10 });
    for (const thingId of await popular(world, randomBelow(4, `${seed} ${place}`)))
      await flattrThing(world.platform, member.id, { thingId, weight: 2 });
  }
  return members.map(({ handle }) => handle);
};

/** Two who like each other's work, among much else. */
const friends = async (world: World): Promise<void> => {
  const pair = await makers(world, ['friend-one', 'friend-two']);
  const liked = await popular(world, 6);
  for (const [place, friend] of pair.entries())
    for (const thingId of [...liked, pair[1 - place]?.thing])
      if (thingId) await flattrThing(world.platform, friend.id, { thingId });
};

const sameRing = (one: readonly string[], other: readonly string[]): boolean =>
  `${[...one].sort()}` === `${[...other].sort()}`;

it('holds what circles in a ring of two to six, and lets honest months pass (S-51)', async () => {
  const tally = { months, rings: 0, found: 0, falsePositives: 0, honestPayable: 0 };
  for (let seed = 1; seed <= months; seed++) {
    const world = await honestMonth(seed);
    const planted: (readonly string[])[] = [];
    for (const name of ['north', 'south']) planted.push(await ring(world, name, `${seed} ${name}`));
    await friends(world);
    await world.moveClockTo('2026-11-01T00:00:01Z');
    await settleMonth(world.platform, month);
    const found = (await readRings(world.platform.pool)).map(({ handles }) => handles);
    tally.rings += planted.length;
    tally.found += planted.filter((one) => found.some((other) => sameRing(one, other))).length;
    tally.falsePositives += found.filter((one) => !planted.some((other) => sameRing(one, other))).length;
    await world.moveClockTo('2026-12-20T00:00:00Z');
    const free = await readFreeEarnings(world.platform.pool);
    const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM users WHERE handle = ANY ($1)', [
      planted.flat(),
    ]);
    expect(free.filter(({ creatorId }) => rows.some(({ id }) => id === creatorId))).toEqual([]);
    tally.honestPayable += free.length;
    expect(await brokenWithoutProvider(world)).toEqual([]);
  }
  console.log(`S-51 ${JSON.stringify({ ...tally, recall: tally.found / tally.rings })}`);
  recordEvidence({
    id: 'S-51',
    tried: tally.rings,
    failed: tally.rings - tally.found + tally.falsePositives,
  });
  expect(tally).toMatchObject({ found: tally.rings, falsePositives: 0 });
  expect(tally.honestPayable).toBeGreaterThan(months * 20);
});

it('pays the members once the operator has looked and let the ring go', async () => {
  const world = await honestMonth(1000);
  const members = await makers(world, ['left', 'right']);
  for (const [place, member] of members.entries())
    await world.flattrs(member, members[1 - place]?.thing as ThingId);
  await world.moveClockTo('2026-11-01T00:00:01Z');
  await settleMonth(world.platform, month);
  const [found] = await readRings(world.platform.pool);
  expect(found?.handles.toSorted()).toEqual(['left', 'right']);
  await world.moveClockTo('2026-12-20T00:00:00Z');
  const free = async () => readFreeEarnings(world.platform.pool, members[0]?.id);
  expect(await free()).toEqual([]);
  expect(await releaseRing(world.platform, found?.id ?? '')).toBe(true);
  expect(await releaseRing(world.platform, found?.id ?? '')).toBe(false);
  expect(await readRings(world.platform.pool)).toEqual([]);
  expect((await free()).length).toBe(1);
});
