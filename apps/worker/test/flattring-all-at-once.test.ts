import { setTimeout as wait } from 'node:timers/promises';
import { createPlatform } from '@flattr/adapters';
import { checkCounts } from '@flattr/domain/discovery/check-counts';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import { mostFlattred } from '@flattr/domain/discovery/most-flattred';
import { flattrThing } from '@flattr/domain/flattrs/flattr-thing';
import { readFlattrCounts } from '@flattr/domain/flattrs/read-flattr-counts';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import { newId, type ThingId, type UserId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { recordEvidence, scaleOf } from '@flattr/evidence';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const crowd = scaleOf({ quick: 100, ci: 1000, full: 1000 });
const november = asMonth('2026-11');

let world: World;
let song: ThingId;
let post: ThingId;
let supporters: readonly UserId[];

beforeAll(async () => {
  world = await createWorld();
  const maker = await world.joins('maker');
  song = await world.publishes(maker, 'https://song.example/');
  post = await world.publishes(maker, 'https://post.example/');
  supporters = Array.from({ length: crowd }, () => newId<UserId>());
  await world.platform.db.user.createMany({
    data: supporters.map((id, index) => ({
      id,
      handle: `supporter-${index}`,
      name: `Supporter ${index}`,
      email: `supporter-${index}@people.example`,
    })),
  });
  await openMonth(world.platform, november);
});
afterAll(() => world.close());

/** What became of each of these flattrs: the month, or the code of the refusal. */
const allAtOnce = (flattrs: readonly (readonly [UserId, ThingId])[], platform: Platform): Promise<string[]> =>
  Promise.all(
    flattrs.map(([supporterId, thingId]) =>
      flattrThing(platform, supporterId, { thingId }).catch((error: unknown) => {
        if (error instanceof Refusal) return error.code;
        throw error;
      }),
    ),
  );

type Touched = { readonly updated: number; readonly inserted: number };

/**
 * How many rows were updated and inserted so far, over all tables; a connection tells its own when it ends. Of two that insert the same
 * row at once, PostgreSQL counts the one that comes too late as inserted and deleted.
 */
const touched = async (): Promise<Touched> => {
  const { rows } = await world.owner.query<Touched>(
    `SELECT coalesce(sum(n_tup_upd), 0)::int AS updated,
       coalesce(sum(n_tup_ins - n_tup_del) FILTER (WHERE relname LIKE 'flattrs_%'), 0)::int AS inserted FROM pg_stat_user_tables`,
  );
  return rows[0] ?? { updated: 0, inserted: 0 };
};

const crowdName = 'crowd';

const until = async (done: () => Promise<boolean>): Promise<void> => {
  while (!(await done())) await wait(20);
};

/** Does work on connections of its own and gives what it touched. */
const touchedBy = async (work: (platform: Platform) => Promise<void>): Promise<Touched> => {
  await world.owner.query('SELECT pg_stat_force_next_flush()');
  const before = await touched();
  const databaseUrl = `${world.config.databaseUrl}?application_name=${crowdName}`;
  const platform = await createPlatform({ ...world.config, databaseUrl }, { queue: world.platform.queue });
  await work(platform);
  await platform.close();
  await until(async () => {
    const gone = 'SELECT FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()';
    return (await world.owner.query(gone, [crowdName])).rowCount === 0;
  });
  const after = await touched();
  return { updated: after.updated - before.updated, inserted: after.inserted - before.inserted };
};

/** Every third of the crowd takes theirs back. */
const undoSome = async (thingId: ThingId): Promise<number> => {
  const some = supporters.filter((_, index) => index % 3 === 0);
  await Promise.all(some.map((supporter) => undoFlattr(world.platform, supporter, { thingId })));
  return some.length;
};

it('takes a crowd on one thing and one impatient person, updates no row for it, and counts them all (R-17)', async () => {
  let answers: string[] = [];
  const byCrowd = await touchedBy(async (platform) => {
    answers = await allAtOnce(
      supporters.map((supporter) => [supporter, song]),
      platform,
    );
  });
  expect(new Set(answers)).toEqual(new Set([november]));

  const [ada = newId<UserId>()] = supporters;
  const byOne = await touchedBy(async (platform) => {
    answers = await allAtOnce(
      supporters.map(() => [ada, post]),
      platform,
    );
  });
  expect(answers.filter((answer) => answer === november)).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'already-flattred')).toHaveLength(crowd - 1);

  const counts = await readFlattrCounts(world.platform.pool, november, [song, post]);
  const [undone] = await Promise.all([
    undoSome(song),
    gatherFlattrs(world.platform),
    gatherFlattrs(world.platform),
  ]);
  await gatherFlattrs(world.platform);
  const ranked = await mostFlattred(world.platform, { month: november, limit: 10 });
  const { broken } = await checkCounts(world.platform);
  console.log(
    `R-17: ${crowd} supporters, ${counts.get(song)} rows, ${byCrowd.updated} rows updated; one supporter ${crowd} times, ` +
      `${counts.get(post)} row, ${byOne.updated} updated`,
  );
  const held =
    counts.get(song) === crowd &&
    counts.get(post) === 1 &&
    ranked[0]?.flattrs === crowd - undone &&
    broken.length === 0;
  const none = byCrowd.updated === 0 && byOne.updated === 0;
  recordEvidence({ id: 'R-17', tried: 2 * crowd, failed: held && none ? 0 : 1 });
  expect(Object.fromEntries(counts)).toEqual({ [song]: crowd, [post]: 1 });
  expect(ranked.map(({ thing, flattrs }) => [thing.id, flattrs])).toEqual([
    [song, crowd - undone],
    [post, 1],
  ]);
  expect(broken).toEqual([]);
  expect([byCrowd, byOne]).toEqual([
    { updated: 0, inserted: crowd },
    { updated: 0, inserted: 1 },
  ]);
}, 120_000);
