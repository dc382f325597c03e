import type { UserId } from '@flattr/domain/ids';
import { wallet } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { createWorld, type World } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playTable, sharesOf } from './settlement-table.ts';

const november = asMonth('2026-11');

const holds = async (world: World) =>
  expect(
    (await selfCheck(world.platform)).flatMap(({ id, broken }) => broken.map((line) => `${id} ${line}`)),
  ).toEqual([]);

describe('a month of three supporters', () => {
  let world: World;

  beforeAll(async () => {
    world = await createWorld();
    await playTable(
      world,
      `
        ada   5.00 EUR  song×2 post
        bob   2.00 USD  post song
        eve   300  JPY  post
        kim   4.00 EUR
        lee   -    -    post
      `,
    );
  });
  afterAll(() => world.close());

  it('is not settled before it is over', async () => {
    await expect(settleMonth(world.platform, november)).rejects.toMatchObject({ code: 'month-not-over' });
    await expect(settleMonth(world.platform, asMonth('2020-01'))).rejects.toMatchObject({
      code: 'month-unknown',
    });
  });

  it('shares each budget out by weights, after the fee, in its own currency', async () => {
    await world.moveClockTo('2026-12-01T00:00:01Z');
    expect((await settleMonth(world.platform, november)).state).toBe('PUBLISHED');
    // 5.00 EUR less 0.40 for the card is 4.60; less 5 % is 4.37, in thirds 2.913333… and 1.456666…
    expect(await sharesOf(world, november)).toEqual([
      'post 1.456667 EUR',
      'post 274.55 JPY',
      'post 0.779 USD',
      'song 2.913333 EUR',
      'song 0.779 USD',
    ]);
    await holds(world);
  });

  it('takes nothing from one who flattred nothing', async () => {
    const kim = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'kim' } });
    expect(await balance(world.platform.pool, wallet(kim.id as UserId, 'EUR'))).toEqual({
      micros: 3_630_000n,
      currency: 'EUR',
    });
  });

  it('settles once, however often it is asked to', async () => {
    const before = await world.owner.query('SELECT count(*) FROM ledger_entries');
    await Promise.all([1, 2, 3].map(() => settleMonth(world.platform, november)));
    await turnMonths(world.platform);
    expect((await world.owner.query('SELECT count(*) FROM ledger_entries')).rows).toEqual(before.rows);
    await holds(world);
  });
});
