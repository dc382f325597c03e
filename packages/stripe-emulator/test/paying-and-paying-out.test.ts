import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { card, onboardedAccount, openCheckout, openShop, postForm } from './open-shop.ts';

/** One story told in order: each test goes on where the one before it ends. */
let shop: Awaited<ReturnType<typeof openShop>>;
let customer: Stripe.Customer;
let account: Stripe.Account;
let session: Stripe.Checkout.Session;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

it('a supporter pays on the checkout page', async () => {
  const { stripe, emulator, receiver } = shop;
  customer = await stripe.customers.create({ email: 'ada@example.org', metadata: { user: 'u1' } });
  session = await openCheckout(stripe, customer.id);
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 1200,
    currency: 'eur',
  });
  expect(session.payment_intent).toBeNull();

  const page = await (await fetch(session.url ?? '')).text();
  expect(page).toContain('no real money');
  expect(page).toContain('€12.00');
  expect(page).toContain('Budget for 3 months');

  const paid = await postForm(session.url ?? '', card('4242 4242 4242 4242'));
  expect(paid.status).toBe(303);
  expect(paid.headers.get('location')).toBe(`https://shop.example/done?session=${session.id}`);

  await emulator.settled();
  expect(receiver.types().toSorted()).toEqual([
    'charge.succeeded',
    'checkout.session.completed',
    'customer.created',
    'payment_intent.created',
    'payment_intent.succeeded',
    'payment_method.attached',
  ]);
});

it('the shop sees the payment and its fee', async () => {
  const expand = [
    'payment_intent.latest_charge.balance_transaction',
    'payment_intent.payment_method',
    'customer',
  ];
  const done = await shop.stripe.checkout.sessions.retrieve(session.id, { expand });
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    client_reference_id: 'supporter-1',
    customer: { email: 'ada@example.org' },
    payment_intent: {
      status: 'succeeded',
      amount_received: 1200,
      metadata: { supporter: 'supporter-1' },
      payment_method: { card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2034 } },
      latest_charge: {
        status: 'succeeded',
        balance_transaction: {
          amount: 1200,
          fee: 60,
          net: 1140,
          type: 'charge',
          fee_details: [{ amount: 60, currency: 'eur', type: 'stripe_fee' }],
        },
      },
    },
  });
});

it('the saved card is charged while its owner is away', async () => {
  const { stripe } = shop;
  const { data: methods } = await stripe.customers.listPaymentMethods(customer.id, { type: 'card' });
  expect(methods).toHaveLength(1);
  const topUp = await stripe.paymentIntents.create({
    amount: 800,
    currency: 'eur',
    customer: customer.id,
    payment_method: methods[0]?.id,
    off_session: true,
    confirm: true,
    metadata: { reason: 'top-up' },
    expand: ['latest_charge.balance_transaction'],
  });
  expect(topUp).toMatchObject({ status: 'succeeded', latest_charge: { balance_transaction: { net: 752 } } });
  const intents = await stripe.paymentIntents.list({ customer: customer.id });
  expect(intents.data.map(({ amount }) => amount)).toEqual([800, 1200]);
});

it('a creator is onboarded and gets a transfer', async () => {
  const { stripe } = shop;
  const onboarded = await onboardedAccount(stripe);
  account = onboarded.account;
  expect(account).toMatchObject({ details_submitted: false, capabilities: { transfers: 'inactive' } });
  expect(onboarded.response.status).toBe(303);
  expect(onboarded.response.headers.get('location')).toBe('https://shop.example/back');
  const ready = await stripe.accounts.retrieve(account.id);
  expect(ready).toMatchObject({ details_submitted: true, payouts_enabled: true, charges_enabled: true });
  expect(ready.capabilities?.transfers).toBe('active');

  const sent = await stripe.transfers.create({
    amount: 500,
    currency: 'eur',
    destination: account.id,
    transfer_group: 'month-2026-11',
    metadata: { payout: 'p1' },
    expand: ['balance_transaction', 'destination'],
  });
  expect(sent).toMatchObject({
    balance_transaction: { amount: -500, fee: 0, net: -500, type: 'transfer' },
    destination: { email: 'creator@example.org' },
  });
  const { data: transfers } = await stripe.transfers.list({ transfer_group: 'month-2026-11' });
  expect(transfers.map(({ id }) => id)).toEqual([sent.id]);
});

it('the balance, the webhooks and the dashboard tell the same', async () => {
  const { stripe, emulator, receiver } = shop;
  const balance = await stripe.balance.retrieve();
  expect(balance.available).toMatchObject([{ currency: 'eur', amount: 1140 + 752 - 500 }]);
  const all = await stripe.balanceTransactions.list({ currency: 'eur' });
  expect(all.data.reduce((sum, { net }) => sum + net, 0)).toBe(balance.available[0]?.amount);

  await emulator.settled();
  expect(receiver.types()).toEqual(expect.arrayContaining(['account.updated', 'transfer.created']));
  expect(receiver.events.find(({ type }) => type === 'account.updated')?.account).toBe(account.id);
  const stored = await stripe.events.list({ limit: 100 });
  expect(stored.data.map(({ id }) => id).toSorted()).toEqual(receiver.events.map(({ id }) => id).toSorted());
  expect(stored.data.every(({ pending_webhooks }) => pending_webhooks === 0)).toBe(true);

  const dashboard = await (await fetch(emulator.url)).text();
  for (const shown of ['€13.92', 'creator@example.org', 'payout: p1', 'transfer.created', 'HTTP 200']) {
    expect(dashboard).toContain(shown);
  }
});
