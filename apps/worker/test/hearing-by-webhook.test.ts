import { adoptThings } from '@flattr/domain/claims/adopt-things';
import type { SiteId } from '@flattr/domain/ids';
import { leaveFlattr } from '@flattr/domain/leaving/leave-flattr';
import type { Person } from '@flattr/test-world';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWebhookWorld, type WebhookWorld } from './webhook-world.ts';

let world: WebhookWorld;
beforeEach(async () => {
  world = await openWebhookWorld();
});
afterEach(() => world.close());

const told = (secret: string) =>
  world.receiver.received
    .filter(({ body, headers, id }) => {
      try {
        world.receiver.verify(secret, { body, headers, id });
        return true;
      } catch {
        return false;
      }
    })
    .map(({ body }) => JSON.parse(body));

/** What the bank does with the payouts of somebody that are on their way. */
const banks = async (person: Person, outcome: 'paid' | 'failed') => {
  for (const { providerPayoutId } of await world.payoutsOf(person))
    await world.emulator.control.settlePayout(providerPayoutId ?? '', outcome);
  await world.hears();
};

describe('by webhook', () => {
  it('a creator hears that a payout is paid, whoever listens that a month is settled, and nobody of another’s payout', async () => {
    const ada = await world.earns('ada', '20.00');
    const eve = await world.joins('eve');
    const { secret } = await world.listens(ada.id, 'payout.paid', 'payout.failed');
    const { secret: others } = await world.listens(eve.id, 'month.settled', 'payout.paid');
    await world.passHolds();
    await world.paysOut();
    await banks(ada, 'paid');
    await world.delivers();
    const [payout] = await world.payoutsOf(ada);
    expect(payout?.state).toBe('PAID');
    expect(told(secret)).toEqual([
      {
        type: 'payout.paid',
        timestamp: expect.stringMatching(/^2026-12-30T.*Z$/),
        data: {
          payout: {
            id: payout?.id,
            month: '2026-11',
            amount: { amount: '18.21', currency: 'EUR' },
            onDemand: false,
            failure: null,
          },
        },
      },
    ]);
    const [month, ...rest] = told(others);
    expect(rest).toEqual([]);
    expect(month).toMatchObject({
      type: 'month.settled',
      data: { month: '2026-11', statements: [{ currency: 'EUR', supporters: 1, flattrs: 1 }] },
    });
    expect(month.data.statements[0].distributed).toEqual({
      amount: expect.stringMatching(/^\d+\.\d{1,6}$/),
      currency: 'EUR',
    });
  });

  it('a creator hears of a payout that failed, once, however often its jobs are done', async () => {
    const ada = await world.earns('ada', '20.00');
    const { secret } = await world.listens(ada.id, 'payout.paid', 'payout.failed');
    await world.passHolds();
    await world.paysOut();
    await banks(ada, 'failed');
    await world.delivers();
    await world.replays();
    await world.delivers();
    expect(told(secret)).toMatchObject([{ type: 'payout.failed', data: { payout: { month: '2026-11' } } }]);
    expect(told(secret)[0].data.payout.failure).toEqual(expect.any(String));
  });

  it('who made an endpoint later does not hear of what was before', async () => {
    const ada = await world.earns('ada', '20.00');
    await world.listens((await world.joins('eve')).id, 'month.settled');
    await world.passHolds();
    await world.delivers();
    expect(world.receiver.received).toHaveLength(1);
    const { secret } = await world.listens(ada.id, 'month.settled');
    await world.replays();
    await world.delivers();
    expect(told(secret)).toEqual([]);
  });

  it('an owner hears which things became theirs, up to a hundred at once', async () => {
    const ada = await world.joins('ada');
    for (let page = 0; page < 101; page++) await world.finds(`https://ada.example/${page}`);
    const { secret } = await world.listens(ada.id, 'thing.claimed');
    await world.owns(ada, 'https://ada.example/');
    const site = await world.platform.db.site.findFirstOrThrow();
    await adoptThings(world.platform, site.id as SiteId);
    await world.delivers();
    const claimed = told(secret);
    expect(claimed.map(({ data }) => data.things.length).sort()).toEqual([1, 100]);
    const urls = claimed.flatMap(({ data }) => data.things.map((thing: { url: string }) => thing.url));
    expect(new Set(urls).size).toBe(101);
    expect(claimed[0]).toMatchObject({ type: 'thing.claimed', data: { site: 'https://ada.example/' } });
  });

  it('who leaves hears no more, and nothing of their endpoints is kept', async () => {
    const ada = await world.earns('ada', '20.00');
    await world.listens(ada.id, 'payout.paid', 'month.settled');
    await leaveFlattr(world.platform, ada.id, { handle: 'ada' });
    await world.passHolds();
    await world.delivers();
    expect(world.receiver.received).toEqual([]);
    const { rows } = await world.owner.query('SELECT FROM webhook_endpoints');
    expect(rows).toHaveLength(0);
    await expect(world.listens(ada.id, 'month.settled')).rejects.toThrow('has left');
  });
});
