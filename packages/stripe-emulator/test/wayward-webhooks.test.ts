import { afterEach, expect, it } from 'vitest';
import { openShop, payingCustomer } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
afterEach(() => shop.close());

const inOrder = (types: string[]) => types.toSorted().join() === types.join();

it('each event comes as often as it is told', async () => {
  shop = await openShop({ webhooks: { copies: 3 } });
  await shop.stripe.customers.create();
  await shop.emulator.settled();
  expect(shop.receiver.types()).toEqual(Array.from({ length: 3 }, () => 'customer.created'));
  expect(new Set(shop.receiver.events.map(({ id }) => id)).size).toBe(1);
  shop.emulator.control.setWebhooks({ copies: 1 });
  await shop.stripe.customers.create();
  await shop.emulator.settled();
  expect(shop.receiver.events).toHaveLength(4);
});

it('events overtake each other', async () => {
  shop = await openShop({ webhooks: { shuffleMs: 150 } });
  const emails = Array.from({ length: 12 }, (_, index) => `${String(index).padStart(2, '0')}@example.org`);
  for (const email of emails) await shop.stripe.customers.create({ email });
  await shop.emulator.settled();
  const came = shop.receiver.events.map(({ data }) => JSON.stringify(data.object).match(/\d\d@/)?.[0] ?? '');
  expect(came).toHaveLength(12);
  expect(inOrder(came)).toBe(false);
});

it('events are late', async () => {
  shop = await openShop({ webhooks: { delayMs: 200 } });
  await shop.stripe.customers.create();
  const begun = performance.now();
  await shop.emulator.settled();
  expect(performance.now() - begun).toBeGreaterThan(150);
  expect(shop.receiver.events).toHaveLength(1);
});

it('events that are held leave in the order that a test gives, and again', async () => {
  shop = await openShop({ webhooks: { held: true } });
  const { control } = shop.emulator;
  await payingCustomer(shop.stripe);
  await shop.emulator.settled();
  expect(shop.receiver.events).toEqual([]);
  const held = control.listPendingEvents();
  expect(held.length).toBeGreaterThan(3);
  const backwards = held.map(({ id }) => id).reverse();
  await control.deliverEvents([...backwards, ...backwards.slice(0, 1)]);
  expect(shop.receiver.events.map(({ id }) => id)).toEqual([...backwards, backwards[0]]);
  expect(control.listPendingEvents()).toEqual([]);
  await shop.stripe.customers.create();
  expect(control.listPendingEvents()).toHaveLength(1);
  control.setWebhooks({ held: false });
  await shop.emulator.settled();
  expect(control.listPendingEvents()).toEqual([]);
});

it('money of charges is pending for as long as the option says', async () => {
  let at = new Date('2026-11-22T12:00:00Z');
  shop = await openShop({ now: () => at, pendingDays: 7 });
  const { stripe } = shop;
  await payingCustomer(stripe);
  expect(await stripe.balance.retrieve()).toMatchObject({
    available: [{ amount: 0, currency: 'eur' }],
    pending: [{ amount: 1140, currency: 'eur' }],
  });
  const { data: waiting } = await stripe.balanceTransactions.list();
  expect(waiting).toMatchObject([
    { status: 'pending', available_on: (waiting[0]?.created ?? 0) + 7 * 86_400 },
  ]);
  const payout = { amount: 100, currency: 'eur' };
  await expect(stripe.payouts.create(payout)).rejects.toMatchObject({ code: 'balance_insufficient' });
  at = new Date('2026-11-29T12:00:00Z');
  expect(await stripe.balance.retrieve()).toMatchObject({
    available: [{ amount: 1140 }],
    pending: [{ amount: 0 }],
  });
  expect((await stripe.balanceTransactions.list()).data).toMatchObject([{ status: 'available' }]);
  expect(await stripe.payouts.create(payout)).toMatchObject({ amount: 100 });
});
