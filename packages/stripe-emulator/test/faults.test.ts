import type Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultOrder } from '../src/index.ts';
import { onboardedAccount, openShop, payingCustomer, secretKey } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let transfer: Stripe.TransferCreateParams;
beforeEach(async () => {
  shop = await openShop();
  await payingCustomer(shop.stripe, '4242424242424242', 10_000);
  const { account } = await onboardedAccount(shop.stripe);
  transfer = { amount: 500, currency: 'eur', destination: account.id };
});
afterEach(() => shop.close());

const path = '/v1/transfers';
const send = (idempotencyKey?: string, timeout = 5_000) =>
  shop.stripe.transfers.create(transfer, { idempotencyKey, timeout });
const sent = async () => (await shop.stripe.transfers.list({ limit: 100 })).data.length;
const inject = (order: Partial<FaultOrder>) =>
  shop.emulator.control.injectFault({ path, kind: 'error', ...order });

describe('a connection that is lost', () => {
  // The client asks once more of itself after a reset, so that two make a lost connection.
  for (const { kind, times } of [
    { kind: 'reset', times: 2 },
    { kind: 'timeout', times: 1 },
  ] as const) {
    it(`by a ${kind} before the effect leaves nothing behind`, async () => {
      inject({ kind, times });
      await expect(send('p1', 1_500)).rejects.toMatchObject({ type: 'StripeConnectionError' });
      expect(await sent()).toBe(0);
      await send('p1');
      expect(await sent()).toBe(1);
    });

    it(`by a ${kind} after the effect leaves it there, for whoever asks with the same key`, async () => {
      inject({ kind, times, when: 'after' });
      await expect(send('p1', 1_500)).rejects.toMatchObject({ type: 'StripeConnectionError' });
      expect(await sent()).toBe(1);
      const again = await send('p1');
      expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
      expect(await sent()).toBe(1);
      await send('p2');
      expect(await sent()).toBe(2);
    });
  }
});

describe('an error 500', () => {
  it('before the request begins is forgotten', async () => {
    inject({});
    await expect(send('p1')).rejects.toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(await send('p1')).toMatchObject({ amount: 500 });
    expect(await sent()).toBe(1);
  });

  it('after the effect is kept for the key, like any answer', async () => {
    inject({ when: 'after' });
    await expect(send('p1')).rejects.toMatchObject({ statusCode: 500 });
    await expect(send('p1')).rejects.toMatchObject({
      statusCode: 500,
      headers: { 'idempotent-replayed': 'true', 'stripe-should-retry': 'false' },
    });
    expect(await sent()).toBe(1);
  });

  it('during the request undoes the effect, and is kept all the same', async () => {
    inject({ when: 'during' });
    await expect(send('p1')).rejects.toMatchObject({ statusCode: 500 });
    await expect(send('p1')).rejects.toMatchObject({ statusCode: 500 });
    expect(await sent()).toBe(0);
    await send('p2');
    expect(await sent()).toBe(1);
  });
});

it('a fault meets as many requests as it is told, of the address it is told', async () => {
  const { control } = shop.emulator;
  inject({ path: '/v1/*', skip: 1, times: 2 });
  await send();
  await expect(shop.stripe.customers.create()).rejects.toMatchObject({ statusCode: 500 });
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  await send();
  inject({ method: 'GET', path: '/v1/balance', kind: 'reset', times: 2 });
  await expect(shop.stripe.balance.retrieve()).rejects.toMatchObject({ type: 'StripeConnectionError' });
  await shop.stripe.balance.retrieve();
  expect(control.listFaults().map(({ met }) => met)).toEqual([2, 2]);
  control.clearFaults();
  expect(control.listFaults()).toEqual([]);
});

it('one key that comes again while it is in work is refused', async () => {
  const { control } = shop.emulator;
  const hold = inject({ kind: 'hold' });
  const first = send('p1');
  await expect.poll(() => hold.met, { timeout: 4_000 }).toBe(1);
  await expect(send('p1')).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  await send('p2');
  control.releaseFaults(hold.id);
  const { id } = await first;
  expect((await send('p1')).id).toBe(id);
  expect(await sent()).toBe(2);
});

it('an answer may come later than its webhook', async () => {
  const { control } = shop.emulator;
  inject({ kind: 'hold', when: 'after' });
  const first = send('p1');
  await expect.poll(() => shop.receiver.types(), { timeout: 4_000 }).toContain('transfer.created');
  await expect(send('p1')).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
  control.releaseFaults();
  expect(await first).toMatchObject({ amount: 500 });
  expect(await sent()).toBe(1);
});

it('a key is forgotten after a day of the emulated time', async () => {
  let at = new Date('2026-11-22T12:00:00Z');
  const other = await openShop({ now: () => at });
  const create = () => other.stripe.customers.create({}, { idempotencyKey: 'c1' });
  const { id } = await create();
  at = new Date('2026-11-23T11:59:59Z');
  expect((await create()).id).toBe(id);
  at = new Date('2026-11-23T12:00:00Z');
  expect((await create()).id).not.toBe(id);
  await other.close();
});

it('the requests are listed as they came, with what met them', async () => {
  inject({ kind: 'reset', when: 'after' });
  await send('p1');
  const mine = shop.emulator.control.listRequests().filter((asked) => asked.path === path);
  expect(mine).toMatchObject([
    { method: 'POST', idempotencyKey: 'p1', status: null, replayed: false, fault: 'reset after' },
    { method: 'POST', idempotencyKey: 'p1', status: 200, replayed: true, fault: null },
  ]);
});

it('faults are there over HTTP as well', async () => {
  const call = async (name: string, body: object) => {
    const response = await fetch(`${shop.emulator.url}/_emulator/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${secretKey}` },
    });
    return response.json();
  };
  const fault = await call('injectFault', { path, kind: 'error' });
  expect(fault).toMatchObject({ path, kind: 'error', when: 'before', times: 1, met: 0 });
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  expect(await call('listFaults', {})).toMatchObject([{ id: fault.id, met: 1 }]);
  expect(await call('clearFaults', {})).toEqual({ done: true });
  expect(await call('listRequests', {})).toEqual(expect.arrayContaining([expect.objectContaining({ path })]));
  expect(await call('injectFault', { path, kind: 'fire' })).toMatchObject({ error: { param: 'kind' } });
});
