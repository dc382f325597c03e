import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { onboardedAccount, openShop, payingCustomer, postForm } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: Stripe;
let account: Stripe.Account;
let acting: { stripeAccount: string };
let at: Date;

/** A platform with 97.10 - 0.25 of balance, and an account that is paid out by hand. */
beforeEach(async () => {
  at = new Date('2026-11-22T12:00:00Z');
  shop = await openShop({ now: () => at });
  stripe = shop.stripe;
  await payingCustomer(stripe, '4242424242424242', 10_000);
  ({ account } = await onboardedAccount(stripe));
  await stripe.accounts.update(account.id, { settings: { payouts: { schedule: { interval: 'manual' } } } });
  acting = { stripeAccount: account.id };
});
afterEach(() => shop.close());

const send = (amount: number, destination = account.id) =>
  stripe.transfers.create({ amount, currency: 'eur', destination, metadata: { payout: 'p1' } });
const balanceOf = async (options?: Stripe.RequestOptions) =>
  (await stripe.balance.retrieve({}, options)).available[0]?.amount;
const pay = (amount: number) =>
  stripe.payouts.create({ amount, currency: 'eur', metadata: { payout: 'p1' } }, acting);
const eventsOf = async (prefix: string) => {
  await shop.emulator.settled();
  return shop.receiver.events.filter(({ type }) => type.startsWith(prefix));
};

it('a transfer fills the balance of the account, and a reversal empties it again', async () => {
  const transfer = await send(1000);
  expect(await balanceOf(acting)).toBe(1000);
  expect(await balanceOf()).toBe(9685 - 1000);
  const reversal = await stripe.transfers.createReversal(transfer.id, {
    amount: 300,
    metadata: { why: 'refund' },
    expand: ['balance_transaction'],
  });
  expect(reversal).toMatchObject({
    object: 'transfer_reversal',
    amount: 300,
    transfer: transfer.id,
    metadata: { why: 'refund' },
    balance_transaction: { type: 'transfer_refund', amount: 300 },
  });
  expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
    amount_reversed: 300,
    reversed: false,
    reversals: { data: [{ id: reversal.id }] },
  });
  expect(await balanceOf(acting)).toBe(700);
  expect(await balanceOf()).toBe(9685 - 700);
  const rest = await stripe.transfers.createReversal(transfer.id);
  expect(rest.amount).toBe(700);
  expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({
    amount_reversed: 1000,
    reversed: true,
  });
  const listed = await stripe.transfers.listReversals(transfer.id);
  expect(listed.data.map(({ id }) => id)).toEqual([rest.id, reversal.id]);
  expect(await stripe.transfers.retrieveReversal(transfer.id, rest.id)).toMatchObject({ amount: 700 });
  await expect(stripe.transfers.createReversal(transfer.id)).rejects.toThrow('already fully reversed');
  const mine = await stripe.balanceTransactions.list({}, acting);
  expect(mine.data.map(({ type, net }) => [type, net])).toEqual([
    ['payment_refund', -700],
    ['payment_refund', -300],
    ['payment', 1000],
  ]);
  expect(await eventsOf('transfer.reversed')).toHaveLength(2);
});

it('a reversal is never more than the transfer or than what the account has', async () => {
  const transfer = await send(1000);
  const reverse = (amount?: number) => stripe.transfers.createReversal(transfer.id, { amount });
  await expect(reverse(1001)).rejects.toMatchObject({ param: 'amount', statusCode: 400 });
  await pay(600);
  await expect(reverse(401)).rejects.toMatchObject({ code: 'balance_insufficient' });
  expect(await reverse(400)).toMatchObject({ amount: 400 });
});

it('a payout goes to the bank and arrives after two days', async () => {
  await send(1000);
  await expect(pay(1001)).rejects.toMatchObject({ code: 'balance_insufficient' });
  const payout = await pay(1000);
  expect(payout).toMatchObject({
    status: 'pending',
    amount: 1000,
    automatic: false,
    metadata: { payout: 'p1' },
  });
  expect(payout.destination).toMatch(/^ba_/);
  expect(await balanceOf(acting)).toBe(0);
  await expect(stripe.payouts.retrieve(payout.id)).rejects.toMatchObject({ code: 'resource_missing' });
  await shop.emulator.control.settlePayout(payout.id, 'in_transit');
  expect((await stripe.payouts.list({ status: 'in_transit' }, acting)).data).toHaveLength(1);
  at = new Date('2026-11-24T12:00:00Z');
  expect(await stripe.payouts.retrieve(payout.id, {}, acting)).toMatchObject({ status: 'paid' });
  const events = await eventsOf('payout.');
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    'payout.created',
    'payout.paid',
    'payout.updated',
  ]);
  expect(events.every((event) => event.account === account.id)).toBe(true);
});

it('a payout fails even after it was paid, and its owner repairs it with another bank account', async () => {
  await send(1000);
  const payout = await pay(800);
  await shop.emulator.control.settlePayout(payout.id, 'paid');
  await shop.emulator.control.settlePayout(payout.id, 'failed', 'account_closed');
  const failed = await stripe.payouts.retrieve(
    payout.id,
    { expand: ['failure_balance_transaction'] },
    acting,
  );
  expect(failed).toMatchObject({
    status: 'failed',
    failure_code: 'account_closed',
    failure_balance_transaction: { type: 'payout_failure', amount: 800 },
  });
  expect(await balanceOf(acting)).toBe(1000);
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    payouts_enabled: false,
    requirements: { currently_due: ['external_account'] },
  });
  await expect(pay(800)).rejects.toMatchObject({ code: 'payouts_not_allowed' });
  const urls = { refresh_url: 'https://shop.example/again', return_url: 'https://shop.example/back' };
  const link = await stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...urls });
  await postForm(link.url, { name: 'Grace Hopper', bank: 'FR1420041010050500013M02606' });
  expect(await pay(800)).toMatchObject({ status: 'pending' });
  expect((await eventsOf('payout.')).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['payout.paid', 'payout.failed']),
  );
});

it('a payout can be called back until the bank knows of it', async () => {
  await send(1000);
  const { id } = await pay(1000);
  expect(await stripe.payouts.cancel(id, {}, acting)).toMatchObject({ status: 'canceled' });
  expect(await balanceOf(acting)).toBe(1000);
  await expect(stripe.payouts.cancel(id, {}, acting)).rejects.toMatchObject({ statusCode: 400 });
});

it('an account without a manual schedule is paid out at midnight', async () => {
  const daily = await onboardedAccount(stripe, 'daily@example.org');
  expect(daily.account.settings?.payouts?.schedule.interval).toBe('daily');
  await send(700, daily.account.id);
  at = new Date('2026-11-23T08:00:00Z');
  const { data } = await stripe.payouts.list({}, { stripeAccount: daily.account.id });
  expect(data).toMatchObject([{ amount: 700, automatic: true, status: 'pending' }]);
  expect((await stripe.payouts.list({}, acting)).data).toEqual([]);
});

it('an account is restricted, rejected and left, each with its event', async () => {
  const { control } = shop.emulator;
  await control.setAccountState(account.id, 'restricted');
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    capabilities: { transfers: 'inactive' },
    payouts_enabled: false,
    requirements: {
      disabled_reason: 'requirements.past_due',
      past_due: ['individual.verification.document'],
    },
  });
  await expect(send(1)).rejects.toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
  await control.setAccountState(account.id, 'enabled');
  await send(1);
  await control.setAccountState(account.id, 'rejected');
  expect((await stripe.accounts.retrieve(account.id)).requirements?.disabled_reason).toBe('rejected.other');
  await control.setAccountState(account.id, 'deauthorised');
  await expect(stripe.balance.retrieve({}, acting)).rejects.toMatchObject({ code: 'account_invalid' });
  await expect(stripe.accounts.retrieve(account.id)).rejects.toMatchObject({ statusCode: 403 });
  const events = await eventsOf('account.');
  expect(events.filter(({ type }) => type === 'account.updated')).toHaveLength(5);
  expect(events.at(-1)).toBeDefined();
  expect(events.map(({ type }) => type)).toContain('account.application.deauthorized');
});

it('what is due happens without a request, where the emulator looks for it', async () => {
  const alone = await openShop({ now: () => at, tickMs: 20, payoutDays: 1 });
  onTestFinished(alone.close);
  await payingCustomer(alone.stripe, '4242424242424242', 10_000);
  await alone.stripe.payouts.create({ amount: 100, currency: 'eur' });
  at = new Date('2026-11-23T12:00:00Z');
  await expect.poll(() => alone.receiver.types(), { timeout: 4_000 }).toContain('payout.paid');
});
