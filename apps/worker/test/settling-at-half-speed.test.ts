import { asMonth } from '@flattr/domain/month';
import type { Platform } from '@flattr/domain/platform';
import { claimShard } from '@flattr/domain/settlement/claim-shard';
import { cutMonth } from '@flattr/domain/settlement/cut-month';
import { layOutShards } from '@flattr/domain/settlement/lay-out-shards';
import { type MonthRow, readMonth } from '@flattr/domain/settlement/month-row';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const month = asMonth('2026-11');

let world: World;
let cut: MonthRow;

const at = (settlementPace: number): Platform => ({
  ...world.platform,
  policy: { ...world.platform.policy, shardSize: 10, settlementPace },
});

const row = async (): Promise<MonthRow> => {
  const found = await readMonth(world.platform.pool, month);
  if (!found) throw new Error(`there is no month ${month}`);
  return found;
};

beforeAll(async () => {
  world = await createWorld();
  for (const handle of ['ada', 'bob', 'eve']) await world.funds(await world.joins(handle), '2.00');
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await cutMonth(at(50), await row());
  cut = await row();
  await layOutShards(at(50), cut);
});
afterAll(() => world.close());

it('lays a month out in shards ten times as small', async () => {
  const { rows } = await world.owner.query(
    'SELECT count(*)::int AS shards FROM settlement_shards WHERE month = $1 AND phase = 1',
    [month],
  );
  expect(rows).toEqual([{ shards: 4 }]);
});

it('gives workers one shard at a time, in turns, and at more than half speed as many as they ask for', async () => {
  expect(await claimShard(at(50), cut)).toMatchObject({ phase: 1, shard: 1 });
  expect(await claimShard(at(50), cut)).toBeUndefined();
  expect(await claimShard(at(51), cut)).toMatchObject({ phase: 1, shard: 2 });
});

it('settles the same as at full speed, once those who had a turn are given up', async () => {
  await world.owner.query('UPDATE settlement_shards SET held_until = NULL WHERE month = $1', [month]);
  expect(await settleMonth(at(25), month)).toMatchObject({ state: 'PUBLISHED' });
});
