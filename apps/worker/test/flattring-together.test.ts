import { createPlatform } from '@flattr/adapters';
import { checkCounts } from '@flattr/domain/discovery/check-counts';
import { giveFlattr } from '@flattr/domain/flattrs/give-flattr';
import { newId, type ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { scaleOf } from '@flattr/evidence';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { until } from '@flattr/test-world/until';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const stories = scaleOf({ quick: 30, ci: 200, full: 1000 });
const rounds = scaleOf({ quick: 20, ci: 100, full: 1000 });
const november = asMonth('2026-11');

/** What anybody may try to flattr, and the twins of it with which the same is done one after the other. */
const kinds = ['post', 'ada’s own', 'split with ben', 'refused', 'off the net', 'moved'] as const;
type Kind = (typeof kinds)[number];
type Shelf = Readonly<Record<Kind, { readonly id: ThingId; readonly url: string }>>;

let world: World;
let people: readonly Person[];
let together: Shelf;
let apart: Shelf;

beforeAll(async () => {
  world = await createWorld();
  await openMonth(world.platform, november);
  const maker = await world.joins('maker');
  people = await Promise.all(['ada', 'ben', 'cleo'].map((name) => world.joins(name)));
  together = await fillShelf(maker, 'together');
  apart = await fillShelf(maker, 'apart');
});
afterAll(() => world.close());
beforeEach(() => world.owner.query('DELETE FROM flattrs'));

const fillShelf = async (maker: Person, name: string): Promise<Shelf> => {
  const [ada = maker, ben = maker] = people;
  const at = (place: string) => `https://${name}.example/${place}/page`;
  const before = 'https://before.example/';
  const publish = async (by: Person, place: string) => {
    const id = await world.publishes(by, at(place));
    return { id, url: at(place) };
  };
  const split = await publish(maker, 'split');
  const parts = [maker, ben].map(({ handle }) => ({ handle, basisPoints: 5_000 }));
  await acceptSplit(
    world.platform,
    ben.id,
    await proposeSplit(world.platform, maker.id, { thingId: split.id, parts }),
  );
  const refused = await publish(maker, 'refused');
  await world.owner.query('UPDATE claims SET refuses_since = flattr_now() WHERE site = $1', [
    new URL('.', refused.url).href,
  ]);
  const gone = await publish(maker, 'gone');
  await world.owner.query('UPDATE things SET unpublished_at = flattr_now() WHERE id = $1', [gone.id]);
  const moved = await publish(maker, 'moved');
  const was = `${before}${name}`;
  await world.owner.query('INSERT INTO thing_aliases (url, thing_id) VALUES ($1, $2)', [was, moved.id]);
  return {
    post: await publish(maker, 'post'),
    'ada’s own': await publish(ada, 'own'),
    'split with ben': split,
    refused,
    'off the net': gone,
    moved: { ...moved, url: was },
  };
};

type Asked = {
  readonly who: number;
  readonly what: Kind | 'nothing';
  readonly byUrl: boolean;
  readonly weight: number;
  readonly month: string | undefined;
};

const anyAsked: fc.Arbitrary<Asked> = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(...kinds, 'nothing' as const),
  byUrl: fc.boolean(),
  weight: fc.integer({ min: 1, max: 10 }),
  month: fc.constantFrom(undefined, undefined, '2026-11', '2026-10'),
});

const unknown = { id: newId<ThingId>(), url: 'https://unknown.example/' };

const give = (platform: Platform, shelf: Shelf, { who, what, byUrl, weight, month }: Asked) => {
  const { id, url } = what === 'nothing' ? unknown : shelf[what];
  const by = byUrl ? { url } : { thingId: id };
  const person = people[who];
  if (!person) throw new Error('nobody asks');
  return giveFlattr(platform, person.id, { by, weight, month });
};

/** What whoever asked is told, but for the count. */
const told = (shelf: Shelf, given: Awaited<ReturnType<typeof giveFlattr>>) =>
  given && {
    what: kinds.find((kind) => shelf[kind].id === given.thing.id),
    month: given.month,
    refusal: given.refusal?.code,
  };

const waitingForMonth = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 70 AND NOT granted
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** What stands of a shelf, each with how much it counts. */
const standing = async (shelf: Shelf): Promise<readonly string[]> => {
  const { rows } = await world.owner.query<{ supporter_id: string; thing_id: string; weight: number }>(
    'SELECT supporter_id, thing_id, weight FROM flattrs WHERE thing_id = ANY($1) ORDER BY 1, 2',
    [kinds.map((kind) => shelf[kind].id)],
  );
  return rows
    .map(({ supporter_id, thing_id, weight }) =>
      [
        people.findIndex(({ id }) => id === supporter_id),
        kinds.find((kind) => shelf[kind].id === thing_id),
        weight,
      ].join(' '),
    )
    .toSorted();
};

describe('flattrs of the same moment, which are one statement', () => {
  it('become what they become one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAsked, { maxLength: 30 }), async (asked) => {
        await world.owner.query('DELETE FROM flattrs');
        const answers = await Promise.all(asked.map((one) => give(world.platform, together, one)));
        const others = [];
        for (const one of asked) others.push(await give(world.platform, apart, one));
        expect(answers.map((given) => told(together, given))).toEqual(
          others.map((given) => told(apart, given)),
        );
        expect(await standing(together)).toEqual(await standing(apart));
        expect((await checkCounts(world.platform)).broken).toEqual([]);
      }),
      { numRuns: stories },
    );
  }, 300_000);

  it('tell the count with all of them', async () => {
    const asked = people.map(
      (_, who) => ({ who, what: 'post', byUrl: true, weight: 1, month: undefined }) as const,
    );
    const answers = await Promise.all(asked.map((one) => give(world.platform, together, one)));
    expect(answers.map((given) => given?.flattrs)).toEqual([3, 3, 3]);
  });

  it('find a thing that came while they waited for the month', async () => {
    const url = 'https://late.example/';
    const [ada] = people;
    const holder = await world.owner.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT close_month_to_others($1)', [november]);
      const waiting = giveFlattr(world.platform, ada?.id ?? newId(), { by: { url }, weight: 2 });
      await until('a flattr waits', async () => (await holder.query(waitingForMonth)).rowCount === 1);
      const id = await world.finds(url);
      await holder.query('COMMIT');
      expect(await waiting).toMatchObject({ thing: { id, url }, flattrs: 1, refusal: undefined });
    } finally {
      holder.release();
    }
  });

  it('on the connections of several platforms, each in an order of its own, never wait for each other in a circle', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => world.joins(`one-of-many-${nth}`)),
    );
    const thingId = together.post.id;
    const platforms = await Promise.all(
      Array.from({ length: 4 }, () => createPlatform(world.config, { queue: world.platform.queue })),
    );
    const flattrAll = (platform: Platform, people: readonly Person[]) =>
      people.map(async ({ id }) => {
        const given = await giveFlattr(platform, id, { by: { thingId }, weight: 1 });
        return given?.refusal?.code ?? 'given';
      });
    try {
      for (let round = 0; round < rounds; round++) {
        await world.owner.query('DELETE FROM flattrs');
        const orders = platforms.map((_, nth) => (nth % 2 ? crowd : crowd.toReversed()));
        const codes = await Promise.all(
          platforms.flatMap((platform, nth) => flattrAll(platform, orders[nth] ?? [])),
        );
        expect(codes.filter((code) => code === 'given')).toHaveLength(crowd.length);
        expect(codes.filter((code) => code === 'already-flattred')).toHaveLength(3 * crowd.length);
      }
    } finally {
      await Promise.all(platforms.map((platform) => platform.close()));
    }
    const deadlocks = 'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()';
    expect((await world.owner.query(deadlocks)).rows).toEqual([{ deadlocks: 0 }]);
  }, 120_000);
});
