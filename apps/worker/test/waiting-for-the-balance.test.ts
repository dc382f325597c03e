import { recordEvidence, scaleOf } from '@flattr/evidence';
import type { Person } from '@flattr/test-world';
import { expect, it } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

/** Some of them are due the same sum, so that their ids decide. */
const creators = scaleOf({ quick: 6, ci: 12, full: 30 });

/** The handles that the published order reaches before what there is ends: the smallest amount first, then the creator's id. */
const reached = (
  due: readonly { person: Person; micros: bigint }[],
  available: bigint,
): ReadonlySet<string> => {
  const inOrder = [...due].sort((one, other) => {
    if (one.micros !== other.micros) return one.micros < other.micros ? -1 : 1;
    return one.person.id < other.person.id ? -1 : 1;
  });
  const names = new Set<string>();
  let left = available;
  for (const { person, micros } of inOrder) {
    left -= micros;
    if (left < 0n) break;
    names.add(person.handle);
  }
  return names;
};

const statesOf = async (world: PayoutWorld, people: readonly Person[], state: string) => {
  const payouts = await world.platform.db.payout.findMany({ where: { state } });
  return new Set(
    people.filter(({ id }) => payouts.some((one) => one.creatorId === id)).map(({ handle }) => handle),
  );
};

it('pays in the published order while the balance lasts, and goes on by itself when there is more (R-14)', async () => {
  const world = await openPayoutWorld();
  const people: Person[] = [];
  for (let index = 0; index < creators; index++)
    people.push(await world.earns(`creator-${index}`, `${20 + ((index * 7) % 11)}.00`));
  await world.passHolds();
  const [held] = await world.platform.gateway.readBalance();
  // Nothing can leave while it is empty; the payouts are decided and wait.
  const all = { amount: `${(held?.micros ?? 0n) / 10_000n}`, currency: 'eur' };
  const taken = await world.asks<{ id: string }>('payouts', all);
  await world.paysOut();
  const waiting = await world.platform.db.payout.findMany({ where: { state: 'WAITING' } });
  expect(waiting).toHaveLength(creators);
  const due = waiting.map(({ creatorId, amountMicros }) => ({
    person: people.find(({ id }) => id === creatorId) as Person,
    micros: amountMicros,
  }));
  const sum = due.reduce((total, { micros }) => total + micros, 0n);
  await bringIn(world, (sum * 6n) / 10n);
  const [now] = await world.platform.gateway.readBalance();
  const expected = reached(due, now?.micros ?? 0n);
  await world.sweeps();
  const first = await statesOf(world, people, 'TRANSFERRED');
  expect(first).toEqual(expected);
  expect(first.size).toBeGreaterThan(0);
  expect(first.size).toBeLessThan(creators);
  expect((await world.platform.db.month.findUnique({ where: { month: '2026-11' } }))?.state).toBe(
    'PUBLISHED',
  );
  // Asked again without more money, nothing changes.
  await world.sweeps();
  expect(await statesOf(world, people, 'TRANSFERRED')).toEqual(expected);
  await bringIn(world, sum + 100_000_000n);
  await world.sweeps();
  expect((await statesOf(world, people, 'TRANSFERRED')).size).toBe(creators);
  await world.sweeps();
  expect((await world.platform.db.month.findUnique({ where: { month: '2026-11' } }))?.state).toBe('PAID');
  // What the operator took was not theirs; it comes back.
  expect(await world.broken()).toEqual([expect.stringContaining(`operator-payout-too-much: ${taken.id}`)]);
  await world.emulator.control.settlePayout(taken.id, 'failed');
  const problems = await world.broken();
  console.log(`R-14: ${creators} due, ${first.size} were covered first, ${problems.length} problems`);
  recordEvidence({ id: 'R-14', tried: creators, failed: problems.length });
  expect(problems).toEqual([]);
  await world.close();
}, 120_000);

/** Somebody pays in about so much, which the provider then holds. */
const bringIn = async (world: PayoutWorld, micros: bigint): Promise<void> => {
  const supporter = await world.joins(`late-${micros}`);
  await world.funds(supporter, `${micros / 1_000_000n}.00`);
};
