import { checkCounts } from '@flattr/domain/discovery/check-counts';
import { gatherFlattrs } from '@flattr/domain/discovery/gather-flattrs';
import { mostFlattred } from '@flattr/domain/discovery/most-flattred';
import { readFlattrCounts } from '@flattr/domain/flattrs/read-flattr-counts';
import { undoFlattr } from '@flattr/domain/flattrs/undo-flattr';
import type { ThingId } from '@flattr/domain/ids';
import { asMonth } from '@flattr/domain/month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { startStandingFlattr } from '@flattr/domain/standing-flattrs/start-standing-flattr';
import { registerThings } from '@flattr/domain/things/register-things';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const november = asMonth('2026-11');
const december = asMonth('2026-12');

let world: World;
let maker: Person;
let ada: Person;
let ben: Person;
let post: ThingId;
let song: ThingId;

beforeAll(async () => {
  world = await createWorld();
  maker = await world.joins('maker');
  ada = await world.joins('ada');
  ben = await world.joins('ben');
  post = await world.publishes(maker, 'https://maker.example/post');
  song = await world.publishes(maker, 'https://maker.example/song');
});
afterAll(() => world.close());

const counts = async (month = november) =>
  Object.fromEntries(await readFlattrCounts(world.platform.pool, month, [post, song]));

const ranking = async (kind?: 'AUDIO' | 'ARTICLE') =>
  (await mostFlattred(world.platform, { month: november, kind, limit: 10 })).map((row) => [
    row.thing.id,
    row.flattrs,
  ]);

describe('the count of a thing', () => {
  it('has a flattr at once, and the ranking as soon as it is gathered', async () => {
    await world.flattrs(ada, post);
    expect(await counts()).toEqual({ [post]: 1 });
    expect(await ranking()).toEqual([]);
    await gatherFlattrs(world.platform);
    expect(await counts()).toEqual({ [post]: 1 });
    expect(await ranking()).toEqual([[post, 1]]);
  });

  it('is without a flattr that was undone, whether the flattr was gathered or not', async () => {
    await undoFlattr(world.platform, ada.id, { thingId: post });
    await world.flattrs(ada, song);
    await undoFlattr(world.platform, ada.id, { thingId: song });
    expect(await counts()).toEqual({});
    await gatherFlattrs(world.platform);
    expect(await ranking()).toEqual([]);
  });

  it('follows the thing to another kind', async () => {
    await world.flattrs(ada, song);
    await world.flattrs(ben, song);
    await gatherFlattrs(world.platform);
    expect(await ranking('ARTICLE')).toEqual([[song, 2]]);
    await registerThings(world.platform, maker.id, [
      { url: 'https://maker.example/song', title: 'Song', kind: 'AUDIO' },
    ]);
    await gatherFlattrs(world.platform);
    expect([await ranking('ARTICLE'), await ranking('AUDIO')]).toEqual([[], [[song, 2]]]);
  });

  it('has what stands as soon as it fires, and is final once the month is over', async () => {
    await startStandingFlattr(world.platform, ben.id, { thingId: song });
    await world.moveClockTo('2026-12-01T00:01:00Z');
    await turnMonths(world.platform);
    await world.work();
    expect([await counts(november), await counts(december)]).toEqual([{ [song]: 2 }, { [song]: 1 }]);
    await gatherFlattrs(world.platform);
    expect(await ranking()).toEqual([[song, 2]]);
    expect((await checkCounts(world.platform)).broken).toEqual([]);
  });

  it('is found by the self-check where it is not what stands, and counting again mends it', async () => {
    await world.owner.query('UPDATE thing_counts SET flattrs = 7 WHERE thing_id = $1 AND month = $2', [
      song,
      november,
    ]);
    const { broken } = await checkCounts(world.platform);
    expect(broken).toContain(`thing ${song} in 2026-11 is counted 7 times and has 2 flattrs`);
    await world.owner.query('SELECT count_flattrs_again()');
    expect((await checkCounts(world.platform)).broken).toEqual([]);
    expect(await counts()).toEqual({ [song]: 2 });
  });

  it('waits for nobody who posts money, and nobody who posts waits for it', async () => {
    const gather = 'SELECT gather_flattrs(100) AS gathered';
    const post = "INSERT INTO ledger_transactions (kind, reference) VALUES ('charge', $1)";
    const [one, other] = [await world.owner.connect(), await world.owner.connect()];
    await one.query('BEGIN');
    await one.query(post, ['one']);
    await other.query('BEGIN');
    expect((await other.query(gather)).rows).toEqual([{ gathered: 0 }]);
    await other.query("SET LOCAL lock_timeout = '5s'");
    await other.query(post, ['other']);
    for (const sql of [one, other]) {
      await sql.query('ROLLBACK');
      sql.release();
    }
  });

  it('is written by nobody but the database itself', async () => {
    for (const sql of ['UPDATE thing_counts SET flattrs = 9', 'DELETE FROM flattr_deltas'])
      await expect(world.platform.pool.query(sql)).rejects.toThrow('permission denied');
    await expect(world.platform.pool.query('SELECT count_flattrs_again()')).rejects.toThrow(
      'permission denied',
    );
  });
});
