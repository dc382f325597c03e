import { setBudget } from '@flattr/domain/budgets/set-budget';
import { insertFlattr } from '@flattr/domain/flattrs/flattr-thing';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import { asMonth } from '@flattr/domain/month';
import { acceptSplit } from '@flattr/domain/splits/accept-split';
import { proposeSplit } from '@flattr/domain/splits/propose-split';
import { readSplits } from '@flattr/domain/splits/read-splits';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWords, type LeavingWorld, openLeavingWorld } from './leaving-world.ts';
import { cut } from './money-back.ts';

let world: LeavingWorld;
beforeEach(async () => {
  world = await openLeavingWorld();
});
afterEach(async () => {
  await world.expectSound();
  await world.close();
});

const isGone = async () => {
  expect(await world.ended(world.zelda)).toBe(true);
  expect(await findWords(world, ['zelda'])).toEqual([]);
};

const mailsTo = async (address: string) =>
  (await world.mailbox.list()).filter(({ to }) => to === address).map(({ subject }) => subject);

describe('somebody who leaves', () => {
  it('in an open month gets all of their wallet back, by two mails, and nothing of them is known any more', async () => {
    expect(await findWords(world, ['zelda'])).not.toEqual([]);
    await world.leaves(world.zelda);
    await world.looksAfter(world.zelda);
    expect(await world.held()).toEqual({ stripe: '-9.46', 'wallet:ada': '9.46' });
    await isGone();
    expect((await mailsTo('zelda@people.example')).sort()).toEqual(
      [
        'Your payment of 30.00 EUR to Flattr',
        'You have left Flattr',
        'What became of your money on Flattr',
      ].sort(),
    );
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await world.paysOut();
    expect(await world.held()).toMatchObject({ escrow: '8.987', fees: '0.473' });
  });

  it('between a cut and its settlement gives that month what it reserved, and gets the rest at once', async () => {
    await cut(world, '2026-11');
    await world.leaves(world.zelda);
    await world.looksAfter(world.zelda);
    expect(await world.held()).toEqual({ stripe: '-19.46', 'wallet:ada': '9.46', 'wallet:zelda': '10.00' });
    expect(await world.ended(world.zelda)).toBe(false);
    await world.paysOut();
    await world.looksAfter(world.zelda);
    expect(await world.held()).toMatchObject({ 'earnings:noor': '9.50', 'earnings:zelda': '8.987' });
    await world.moveClockTo('2026-12-30T00:00:01Z');
    await world.looksAfter(world.zelda);
    expect(await world.held()).toMatchObject({ 'earnings:noor': '9.50', orphaned: '0.007' });
    await world.settlesAtBank('paid');
    await world.looksAfter(world.zelda);
    await isGone();
  });

  it('after the clock has passed the month’s end leaves that month its part, although it is not cut yet', async () => {
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await world.leaves(world.zelda);
    await world.looksAfter(world.zelda);
    expect(await world.held()).toMatchObject({ 'wallet:zelda': '28.88' });
    await world.paysOut();
    await world.looksAfter(world.zelda);
    expect(await world.held()).toMatchObject({ 'earnings:noor': '9.50' });
    expect(await world.held()).not.toHaveProperty('wallet:zelda');
  });

  it('in the challenge is paid what they earned when it is free, however little, and earns no more by their things', async () => {
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await world.paysOut();
    await world.leaves(world.zelda);
    await world.looksAfter(world.zelda);
    expect(await world.held()).toMatchObject({ 'earnings:zelda': '8.987' });
    await world.funds(world.ada, '10.00');
    await world.flattrs(world.ada, world.post);
    await world.moveClockTo('2027-01-01T00:00:01Z');
    await world.paysOut();
    expect(await world.held()).toMatchObject({ escrow: '9.50' });
    await world.looksAfter(world.zelda);
    await world.settlesAtBank('paid');
    await world.looksAfter(world.zelda);
    expect(await world.held()).not.toHaveProperty('earnings:zelda');
    await isGone();
  });

  it('leaves once, however often they ask at once, and not by another’s handle', async () => {
    const { id, handle } = world.zelda;
    await expect(leaveFlattr(world.platform, id, { handle: 'noor' })).rejects.toMatchObject({
      code: 'confirmation-wrong',
    });
    const asked = await Promise.allSettled([1, 2, 3].map(() => leaveFlattr(world.platform, id, { handle })));
    expect(asked.map((one) => (one.status === 'rejected' ? one.reason.code : 'left')).sort()).toEqual([
      'already-left',
      'already-left',
      'left',
    ]);
  });

  it('takes with them what slipped in at the same moment, and begins nothing new', async () => {
    const { platform, zelda, song } = world;
    await world.leaves(zelda);
    const client = await platform.pool.connect();
    await insertFlattr(client, zelda.id, { thingId: song, weight: 1 }, asMonth('2026-11'));
    client.release();
    await expect(
      setBudget(platform, zelda.id, { amount: '5.00', currency: 'EUR', monthsAtOnce: 1 }),
    ).rejects.toMatchObject({ code: 'FL011' });
    await world.looksAfter(zelda);
    const flattrs = await platform.pool.query('SELECT FROM flattrs WHERE supporter_id = $1', [zelda.id]);
    expect(flattrs.rowCount).toBe(0);
  });

  it('gives their part of what is shared to those who stay, and nobody’s where nobody stays', async () => {
    const { platform, zelda, noor, ada, song, post } = world;
    const fatma = await world.joins('fatma');
    const songSplit = await proposeSplit(platform, noor.id, {
      thingId: song,
      parts: [
        { handle: 'noor', basisPoints: 5000 },
        { handle: 'zelda', basisPoints: 3000 },
        { handle: 'fatma', basisPoints: 2000 },
      ],
    });
    await acceptSplit(platform, zelda.id, songSplit);
    await acceptSplit(platform, fatma.id, songSplit);
    await proposeSplit(platform, zelda.id, {
      thingId: post,
      parts: [{ handle: 'zelda', basisPoints: 10_000 }],
    });
    await proposeSplit(platform, zelda.id, {
      thingId: post,
      parts: [{ handle: 'fatma', basisPoints: 10_000 }],
    });
    await world.leaves(zelda);
    const splits = await readSplits(platform.pool, asMonth('2026-11'), [song, post]);
    expect(splits.get(song)).toEqual([
      { beneficiaryId: noor.id, basisPoints: 7143 },
      { beneficiaryId: fatma.id, basisPoints: 2857 },
    ]);
    expect(splits.has(post)).toBe(false);
    await world.flattrs(ada, song);
    await world.moveClockTo('2026-12-01T00:00:01Z');
    await world.paysOut();
    expect(await world.held()).toMatchObject({ escrow: '4.4935', 'earnings:noor': '3.209707' });
  });
});
