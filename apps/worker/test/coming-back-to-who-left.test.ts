import { transaction } from '@flattr/database';
import { giveOrphans } from '@flattr/domain/orphans/give-orphans';
import { readOrphans } from '@flattr/domain/orphans/read-orphans';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { readFreeEarnings } from '@flattr/domain/payouts/free-earnings';
import { insertPayout } from '@flattr/domain/payouts/insert-payout';
import { applyDispute } from '@flattr/domain/refunds/apply-dispute';
import { type Person, payCheckout } from '@flattr/test-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWords, type LeavingWorld, openLeavingWorld } from './leaving-world.ts';
import { paymentOf } from './money-back.ts';

let world: LeavingWorld;
beforeEach(async () => {
  world = await openLeavingWorld();
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

const settle = async (moment: string) => {
  await world.moveClockTo(moment);
  await world.paysOut();
};

describe('what comes back to somebody who left', () => {
  it('by a payout that the bank sends back is paid again a week later, and kept after 90 days of that', async () => {
    const { zelda } = world;
    await settle('2026-12-01T00:00:01Z');
    await world.moveClockTo('2026-12-31T00:00:01Z');
    await world.leaves(zelda);
    await world.looksAfter(zelda);
    expect(await world.held()).toMatchObject({ orphaned: '0.007' });
    await world.settlesAtBank('failed');
    await world.looksAfter(zelda);
    expect(await world.held()).toMatchObject({ 'earnings:zelda': '8.98', orphaned: '0.007' });
    await world.moveClockTo('2027-01-08T00:00:01Z');
    await world.looksAfter(zelda);
    await world.settlesAtBank('failed');
    await world.looksAfter(zelda);
    await world.moveClockTo('2027-04-05T00:00:01Z');
    for (let again = 0; again < 2; again++) {
      await world.looksAfter(zelda);
      await world.settlesAtBank('failed');
    }
    await world.looksAfter(zelda);
    expect(await world.held()).toMatchObject({ orphaned: '8.987' });
    expect(await world.held()).not.toHaveProperty('earnings:zelda');
    expect(await world.ended(zelda)).toBe(true);
  });

  it('of a payout that was under way when they left reaches their bank', async () => {
    const { noor } = world;
    await settle('2026-12-01T00:00:01Z');
    await world.moveClockTo('2026-12-31T00:00:01Z');
    await insertWaiting(noor);
    await world.leaves(noor);
    await world.sweeps();
    await world.looksAfter(noor);
    await world.settlesAtBank('paid');
    await world.looksAfter(noor);
    expect(await world.held()).not.toHaveProperty('earnings:noor');
    expect(await world.ended(noor)).toBe(true);
    expect((await world.payoutsOf(noor)).map(({ state }) => state)).toEqual(['PAID']);
  });

  it('of earnings without an account that can be paid is kept after 90 days', async () => {
    const { ada } = world;
    const fan = await world.joins('fan');
    await world.funds(fan, '10.00');
    await world.flattrs(fan, await world.publishes(ada, 'https://letter.example/'));
    await settle('2026-12-01T00:00:01Z');
    await world.leaves(ada);
    await world.moveClockTo('2027-02-20T00:00:01Z');
    await world.looksAfter(ada);
    expect(await world.held()).toMatchObject({ 'earnings:ada': '8.987' });
    await world.moveClockTo('2027-03-20T00:00:01Z');
    await world.looksAfter(ada);
    expect(await world.held()).toMatchObject({ orphaned: '8.987' });
    expect(await world.ended(ada)).toBe(true);
  });

  it('by a payment that was begun before goes back whole, and its card is not kept', async () => {
    const { platform, zelda } = world;
    const { url } = await fundWallet(platform, zelda.id);
    await world.leaves(zelda);
    await world.looksAfter(zelda);
    expect(await world.ended(zelda)).toBe(false);
    await payCheckout(url);
    await world.hears();
    expect(await world.held()).toMatchObject({ 'wallet:zelda': '28.88' });
    await world.looksAfter(zelda);
    expect(await world.held()).toEqual({ stripe: '-9.46', 'wallet:ada': '9.46' });
    const payer = await platform.db.payer.findUniqueOrThrow({ where: { supporterId: zelda.id } });
    expect(payer.providerMethodId).toBeNull();
    expect(await world.ended(zelda)).toBe(true);
    expect(await findWords(world, ['zelda'])).toEqual([]);
  });

  it('by a dispute that is won goes to the card of its charge, and nothing before that is decided', async () => {
    const { platform, zelda } = world;
    // The provider's fee for a dispute would leave the operator too little to send back.
    await world.funds(world.noor, '50.00');
    const { id } = await world.emulator.control.openDispute({ paymentIntent: await paymentOf(world, zelda) });
    await applyDispute(platform, id);
    await world.leaves(zelda);
    await world.looksAfter(zelda);
    expect(await world.ended(zelda)).toBe(false);
    expect(await world.held()).not.toHaveProperty('wallet:zelda');
    await world.emulator.control.closeDispute(id, 'won');
    await applyDispute(platform, id);
    expect(await world.held()).toMatchObject({ 'wallet:zelda': '28.88' });
    await world.looksAfter(zelda);
    expect(await world.held()).not.toHaveProperty('wallet:zelda');
    expect(await world.held()).not.toHaveProperty('orphaned');
    expect(await world.ended(zelda)).toBe(true);
  });

  it('by an escrow that nobody came for goes to a card of theirs, or is kept for who shows the receipt, and then given away', async () => {
    const { platform, zelda } = world;
    await world.flattrs(zelda, await world.finds('https://unclaimed.example/'));
    await settle('2026-12-01T00:00:01Z');
    const receipt = await world.leaves(zelda);
    await world.looksAfter(zelda);
    await settle('2026-12-31T00:00:01Z');
    await world.looksAfter(zelda);
    await world.settlesAtBank('paid');
    await world.looksAfter(zelda);
    expect(await world.ended(zelda)).toBe(true);
    const before = await world.held();
    expect(before).toMatchObject({ escrow: '4.75', orphaned: '0.007' });
    await settle('2027-12-02T00:00:01Z');
    await world.sweeps();
    expect(await world.held()).toMatchObject({ orphaned: '0.007' });
    await world.looksAfter(zelda);
    const refunds = await platform.db.refund.findMany({ orderBy: { id: 'asc' } });
    expect(refunds.map(({ amountMicros, state }) => `${state} ${amountMicros}`)).toEqual([
      'SUCCEEDED 18880000',
      'SUCCEEDED 5000000',
    ]);
    await world.emulator.control.failRefund(refunds[1]?.providerRefundId ?? '');
    await world.hears();
    expect(await world.held()).toMatchObject({ 'wallet:zelda': '5.00' });
    await world.looksAfter(zelda);
    expect(await world.held()).toMatchObject({ orphaned: '5.007' });
    expect((await readOrphans(platform.pool, 'FLATTR-00000')).length).toBe(0);
    expect(
      (await readOrphans(platform.pool, receipt.toLowerCase())).map(({ amount }) => amount.micros),
    ).toEqual([7000n, 5_000_000n]);
    expect(await findWords(world, ['zelda', receipt])).toEqual([]);
    await isGivenOut(receipt);
  });

  it('is the charity’s after three years, and never before', async () => {
    const { platform, zelda } = world;
    await settle('2026-12-01T00:00:01Z');
    await world.moveClockTo('2026-12-31T00:00:01Z');
    await world.leaves(zelda);
    await world.looksAfter(zelda);
    expect(await world.held()).toMatchObject({ orphaned: '0.007' });
    await world.moveClockTo('2029-12-30T00:00:00Z');
    expect(await giveOrphans(platform, { to: 'noor' })).toEqual([]);
    await world.moveClockTo('2029-12-31T00:00:30Z');
    const before = await world.held();
    const given = await Promise.all([1, 2].map(() => giveOrphans(platform, { to: 'noor' })));
    expect(given.flat().map(({ micros }) => micros)).toEqual([7000n]);
    expect(before['earnings:noor']).toBe('9.50');
    expect(await world.held()).toMatchObject({ 'earnings:noor': '9.507' });
  });
});

/** A payout of all that is free, as the month's run begins one. */
const insertWaiting = async ({ id: creatorId }: Person) => {
  const { pool, db } = world.platform;
  const [creator] = await readFreeEarnings(pool, creatorId);
  const payee = await db.payee.findUniqueOrThrow({ where: { creatorId } });
  const [earning] = creator?.earnings ?? [];
  if (!earning) throw new Error('nothing is free');
  const plan = { micros: earning.leftMicros, parts: [{ ...earning, micros: earning.leftMicros }] };
  await transaction(pool, (sql) =>
    insertPayout(sql, {
      month: earning.month,
      creatorId,
      currency: 'EUR',
      accountId: payee.providerAccountId,
      onDemand: false,
      plan,
    }),
  );
};

/** Whoever shows the receipt names a user, and it is theirs, once however often it is asked for. */
const isGivenOut = async (receipt: string) => {
  const { platform } = world;
  expect(await giveOrphans(platform, { to: 'noor' })).toEqual([]);
  await expect(giveOrphans(platform, { to: 'noor', receipt: 'FLATTR-1' })).rejects.toMatchObject({
    code: 'receipt-unknown',
  });
  await expect(giveOrphans(platform, { to: 'zelda', receipt })).rejects.toMatchObject({
    code: 'beneficiary-unknown',
  });
  const again = await Promise.all([1, 2].map(() => giveOrphans(platform, { to: 'ada', receipt })));
  expect(again.flat().reduce((sum, { micros }) => sum + micros, 0n)).toBe(5_007_000n);
  expect(await world.held()).toMatchObject({ 'earnings:ada': '5.007' });
  expect(await world.held()).not.toHaveProperty('orphaned');
};
