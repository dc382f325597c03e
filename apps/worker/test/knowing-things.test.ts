import type { IdKey } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { type FreshThings, knownThings } from '@flattr/domain/settlement/known-things';
import { createWorld, type World } from '@flattr/test-world';
import { plantMonth } from '@flattr/test-world/plant-month';
import { afterAll, beforeAll, expect, it } from 'vitest';

const month = asMonth('2026-10');

let world: World;

beforeAll(async () => {
  world = await createWorld({ now: new Date('2026-10-03T12:00:00Z') });
  await plantMonth(world.owner, { month, supporters: 200, flattrsEach: 8, things: 160, creators: 40 });
  await world.owner.query('SELECT gather_flattrs(1000000)');
});
afterAll(() => world.close());

/** Who receives what a thing is given, in the order that decides ties. */
const receiversOf = (known: FreshThings, id: IdKey): readonly string[] => {
  const thing = known.things.find(id);
  const split = known.splitOf(thing);
  if (!split) return [known.people.text(known.creatorOf(thing))];
  return split.beneficiaries.map((person, nth) => `${known.people.text(person)} ${split.basisPoints[nth]}`);
};

it('knows of the things that are flattred most what it learns of each by itself', async () => {
  const { pool } = world.platform;
  const atOnce = knownThings(pool, month);
  const sql = await pool.connect();
  await atOnce.learnMostFlattred(sql, async () => {}).finally(() => sql.release());
  const ids = Array.from({ length: atOnce.things.size }, (_, thing) => atOnce.things.key(thing));

  const oneByOne = knownThings(pool, month);
  for (const id of ids.toReversed()) {
    oneByOne.things.add(id);
    await oneByOne.learn();
  }
  const receivers = ids.map((id) => receiversOf(atOnce, id));
  expect(receivers).toEqual(ids.map((id) => receiversOf(oneByOne, id)));

  const { rows } = await world.owner.query<{ things: number }>(
    'SELECT count(DISTINCT thing_id)::int AS things FROM flattrs',
  );
  expect(ids).toHaveLength(rows[0]?.things ?? 0);
  expect(receivers.some((parts) => parts.length > 1)).toBe(true);
});
