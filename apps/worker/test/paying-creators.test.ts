import type { PayoutId } from '@flattr/domain/ids';
import { earnings } from '@flattr/domain/ledger/accounts';
import { balance } from '@flattr/domain/ledger/balance';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import { followPayout } from '@flattr/domain/payouts/follow-payout';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { createWorld, type Person, type World } from '@flattr/test-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('creators of a month', () => {
  let world: World;
  let singer: Person;
  let writer: Person;

  beforeAll(async () => {
    world = await createWorld();
    singer = await world.joins('singer');
    writer = await world.joins('writer');
    const song = await world.publishes(singer, 'https://song.example/');
    const post = await world.publishes(writer, 'https://post.example/');
    const ada = await world.joins('ada');
    await world.funds(ada, '25.00');
    await world.flattrs(ada, song);
    await world.flattrs(ada, post);
    await world.setsUpPayouts(singer);
  });
  afterAll(() => world.close());

  const turnAt = async (moment: string) => {
    await world.moveClockTo(moment);
    await turnMonths(world.platform);
    await world.work();
    await turnMonths(world.platform);
  };
  const payouts = () => world.platform.db.payout.findMany();

  it('are not paid in the days of challenge', async () => {
    await turnAt('2026-12-01T00:00:01Z');
    expect(await world.platform.db.month.findUnique({ where: { month: '2026-11' } })).toMatchObject({
      state: 'PUBLISHED',
    });
    await turnAt('2026-12-07T23:59:59Z');
    expect(await payouts()).toEqual([]);
  });

  it("are not paid before the first charge's hold is over, and the month's run ends without them", async () => {
    await turnAt('2026-12-09T06:00:00Z');
    expect(await payouts()).toEqual([]);
    expect(await world.platform.db.month.findUnique({ where: { month: '2026-11' } })).toMatchObject({
      state: 'PAID',
    });
  });

  it('are paid by the next run, in whole cents, once', async () => {
    await turnAt('2027-01-01T00:00:01Z');
    await turnAt('2027-01-09T06:00:00Z');
    await turnAt('2027-01-09T07:00:00Z');
    // 25.00 less 0.98 for the card, less 5 %, in halves
    expect(await payouts()).toMatchObject([
      { creatorId: singer.id, state: 'TRANSFERRED', amountMicros: 11_400_000n, month: asMonth('2026-12') },
    ]);
    expect(await balance(world.platform.pool, earnings(singer.id, 'EUR'))).toEqual({
      micros: 9_500n,
      currency: 'EUR',
    });
    expect(await balance(world.platform.pool, earnings(writer.id, 'EUR'))).toEqual({
      micros: 11_409_500n,
      currency: 'EUR',
    });
  });

  it('are told it is paid once the bank has it, and a webhook of it is not needed', async () => {
    expect(await payouts()).toMatchObject([{ state: 'TRANSFERRED', endedAt: null }]);
    await world.moveClockTo('2027-01-12T06:00:00Z');
    for (const { id } of await payouts()) await followPayout(world.platform, id as PayoutId);
    expect(await payouts()).toMatchObject([{ state: 'PAID', failure: null }]);
  });

  it('hear of it by mail, and the provider agrees with the ledger', async () => {
    const mails = (await world.mailbox.list()).map(({ to, subject }) => [to, subject]);
    expect(mails.toSorted()).toEqual([
      ...[1, 2, 3].map(() => ['ada@people.example', 'Your payment of 25.00 EUR to Flattr']),
      ['singer@people.example', '11.40 EUR from your supporters is on its way'],
    ]);
    await sealLedger(world.platform);
    const checks = await selfCheck(world.platform);
    expect(checks.map(({ id, broken }) => [id, broken])).toEqual(
      ['I1', 'I2', 'I3', 'I4', 'I5', 'SEAL', 'COUNTS'].map((id) => [id, []]),
    );
    expect(checks.every(({ checked }) => checked > 0)).toBe(true);
  });
});
