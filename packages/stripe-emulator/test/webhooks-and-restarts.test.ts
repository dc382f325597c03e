import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { startStripeEmulator } from '../src/index.ts';
import {
  clientOf,
  onboardedAccount,
  openReceiver,
  openShop,
  payingCustomer,
  postForm,
  secretKey,
  webhookSecret,
} from './open-shop.ts';

const leftovers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of leftovers.splice(0).reverse()) await close();
});

async function temporaryFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stripe-emulator-'));
  leftovers.push(() => rm(folder, { recursive: true }));
  return join(folder, 'state.sqlite');
}

async function start(options: Parameters<typeof openShop>[0] = {}) {
  const emulator = await startStripeEmulator({ secretKey, webhookSecret, ...options });
  leftovers.push(() => emulator.close());
  return { emulator, stripe: clientOf(emulator.port) };
}

it('an event is sent again until the receiver takes it', async () => {
  const receiver = await openReceiver([500, 302]);
  leftovers.push(receiver.close);
  const { emulator, stripe } = await start({ webhookUrl: receiver.url });
  await stripe.customers.create();
  await emulator.settled();
  expect(receiver.events).toEqual([]);
  expect(await (await fetch(emulator.url)).text()).toContain('not yet delivered');
  await vi.waitFor(() => expect(receiver.types()).toEqual(['customer.created']), 3_000);
  await emulator.settled();
  expect(await (await fetch(emulator.url)).text()).toContain('HTTP 200, 3 tries');
});

it('it has arrived once it is there, however often it was sent', async () => {
  const receiver = await openReceiver([500, 500]);
  leftovers.push(receiver.close);
  const { emulator, stripe } = await start({ webhookUrl: receiver.url });
  await stripe.customers.create();
  await emulator.arrived();
  expect(receiver.types()).toEqual(['customer.created']);
});

it('closing stops the retries at once, and the next run goes on with them', async () => {
  const file = await temporaryFile();
  const first = await startStripeEmulator({
    secretKey,
    webhookSecret,
    file,
    webhookUrl: 'http://127.0.0.1:9/',
  });
  await clientOf(first.port).customers.create();
  await first.settled();
  const closing = performance.now();
  await first.close();
  expect(performance.now() - closing).toBeLessThan(150);

  const receiver = await openReceiver();
  leftovers.push(receiver.close);
  const { emulator } = await start({ file, webhookUrl: receiver.url });
  await emulator.settled();
  expect(receiver.types()).toEqual(['customer.created']);
});

it('an event without a receiver is stored and not sent', async () => {
  const { emulator, stripe } = await start();
  await stripe.customers.create();
  const receiver = await openReceiver();
  leftovers.push(receiver.close);
  emulator.setWebhookUrl(receiver.url);
  await stripe.customers.create();
  await emulator.settled();
  expect(receiver.events).toHaveLength(1);
  expect((await stripe.events.list()).data).toHaveLength(2);
});

it('a restart keeps customers, accounts, transfers, the balance and idempotency keys', async () => {
  const file = await temporaryFile();
  const before = await openShop({ file });
  const { customer, method } = await payingCustomer(before.stripe);
  const { account } = await onboardedAccount(before.stripe);
  const transfer = { amount: 300, currency: 'eur', destination: account.id };
  const once = { idempotencyKey: 'payout-1' };
  const sent = await before.stripe.transfers.create(transfer, once);
  await before.close();

  const { stripe } = await start({ file });
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ email: 'ada@example.org' });
  expect((await stripe.transfers.create(transfer, once)).id).toBe(sent.id);
  expect((await stripe.transfers.list({ destination: account.id })).data).toHaveLength(1);
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 840, currency: 'eur' }]);
  const topUp = { amount: 500, currency: 'eur', customer: customer.id, payment_method: method };
  const paid = await stripe.paymentIntents.create({ ...topUp, confirm: true, off_session: true });
  expect(paid.status).toBe('succeeded');
});

it('objects carry the emulated time, webhooks the real one', async () => {
  const now = () => new Date('2031-02-03T04:05:06.700Z');
  const shop = await openShop({ now });
  leftovers.push(shop.close);
  const customer = await shop.stripe.customers.create();
  expect(customer.created).toBe(Date.UTC(2031, 1, 3, 4, 5, 6) / 1000);
  await shop.emulator.settled();
  expect(shop.receiver.events[0]?.created).toBe(customer.created);
  const first = await shop.stripe.events.list({ created: { gt: customer.created } });
  expect(first.data).toEqual([]);
});

it('an onboarding link works once and for five minutes', async () => {
  let at = new Date('2026-11-01T00:00:00Z');
  const { stripe } = await start({ now: async () => at });
  const { link } = await onboardedAccount(stripe);
  const again = await postForm(link.url, { name: 'Somebody Else', bank: '000123456789' });
  expect(again.headers.get('location')).toBe('https://shop.example/again');

  const account = await stripe.accounts.create({ type: 'express' });
  const urls = { refresh_url: 'https://shop.example/again', return_url: 'https://shop.example/back' };
  const late = await stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...urls });
  const wrong = await postForm(late.url, { name: 'Grace', bank: 'DE00' });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('neither an IBAN nor an account number');
  at = new Date('2026-11-01T00:06:00Z');
  const expired = await fetch(late.url, { redirect: 'manual' });
  expect(expired.headers.get('location')).toBe('https://shop.example/again');
});

it('escapes what people and programs write', async () => {
  const { emulator, stripe } = await start();
  const nasty = `"><script>alert('x')</script>`;
  const account = await stripe.accounts.create({ type: 'express', email: nasty, metadata: { note: nasty } });
  const dashboard = await fetch(emulator.url);
  const page = await dashboard.text();
  expect(page).toContain(account.id);
  expect(page).not.toContain('<script');
  expect(dashboard.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect((await fetch(`${emulator.url}/nowhere`)).status).toBe(404);
  expect((await fetch(`${emulator.url}/c/pay/cs_test_nothing`)).status).toBe(404);
});
