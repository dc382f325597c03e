import { setBudget } from '@flattr/domain/budgets/set-budget';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { createWorld, type World } from '@flattr/test-world';
import { afterEach, beforeEach, expect, it } from 'vitest';

let world: World;

beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

it('lets nobody begin more than ten payments within a day, however many at once', async () => {
  const { id } = await world.joins('ada');
  await setBudget(world.platform, id, { amount: '2.00', currency: 'EUR', monthsAtOnce: 1 });
  await fundWallet(world.platform, id);
  const begun = await Promise.allSettled(Array.from({ length: 20 }, () => fundWallet(world.platform, id)));
  expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  for (const one of begun)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'too-many-payments' });
  await world.moveClockTo('2026-11-17T12:00:00Z');
  await expect(fundWallet(world.platform, id)).resolves.toMatchObject({ amount: { micros: 2_000_000n } });
});

it('holds a card that more than three people use at every charge as at its first', async () => {
  const people = [];
  for (const handle of ['ada', 'bob', 'eve']) people.push(await world.joins(handle));
  for (const person of [...people, ...people]) await world.funds(person, '2.00');
  const late = await world.joins('kim');
  for (let times = 0; times < 2; times++) await world.funds(late, '2.00');
  const { rows } = await world.owner.query(
    `SELECT u.handle, array_agg(hold_days::int ORDER BY c.id) AS days FROM charges c JOIN users u ON u.id = c.supporter_id
     GROUP BY 1 ORDER BY 1`,
  );
  expect(rows).toEqual([
    { handle: 'ada', days: [30, 7] },
    { handle: 'bob', days: [30, 7] },
    { handle: 'eve', days: [30, 7] },
    { handle: 'kim', days: [30, 30] },
  ]);
});
