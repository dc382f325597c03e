import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { card, openCheckout, openShop, payingCustomer, postForm } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: Stripe;
let at: Date;
beforeEach(async () => {
  at = new Date('2026-11-22T12:00:00Z');
  shop = await openShop({ now: () => at });
  stripe = shop.stripe;
});
afterEach(() => shop.close());

const openSetup = (customer?: string) =>
  stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'eur',
    customer,
    client_reference_id: 'supporter-1',
    setup_intent_data: { metadata: { supporter: 'supporter-1' } },
    success_url: 'https://shop.example/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/cancel',
  });

it('a checkout that only sets up saves a card and takes nothing', async () => {
  const customer = await stripe.customers.create();
  const session = await openSetup(customer.id);
  expect(session).toMatchObject({ mode: 'setup', amount_total: null, payment_status: 'no_payment_required' });
  const setup = String(session.setup_intent);
  expect(await stripe.setupIntents.retrieve(setup)).toMatchObject({ status: 'requires_payment_method' });
  const page = await (await fetch(session.url ?? '')).text();
  expect(page).toContain('Save a card');

  const declined = await postForm(session.url ?? '', card('4000000000000002'));
  expect(declined.status).toBe(402);
  expect(await stripe.setupIntents.retrieve(setup)).toMatchObject({
    last_setup_error: { code: 'card_declined' },
  });

  expect((await postForm(session.url ?? '', card('4242424242424242'))).status).toBe(303);
  const done = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['setup_intent.payment_method'],
  });
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'no_payment_required',
    payment_intent: null,
    setup_intent: {
      status: 'succeeded',
      metadata: { supporter: 'supporter-1' },
      customer: customer.id,
      payment_method: { card: { last4: '4242' }, customer: customer.id },
    },
  });
  expect((await stripe.charges.list()).data).toEqual([]);
  await shop.emulator.settled();
  expect(shop.receiver.types().toSorted()).toEqual([
    'checkout.session.completed',
    'customer.created',
    'payment_method.attached',
    'setup_intent.created',
    'setup_intent.setup_failed',
    'setup_intent.succeeded',
  ]);
});

it('a card that asks its owner is set up once they have said yes', async () => {
  const session = await openSetup();
  const typed = await postForm(session.url ?? '', card('4000002500003155'));
  const url = `${shop.emulator.url}${typed.headers.get('location')}`;
  expect(await stripe.setupIntents.retrieve(String(session.setup_intent))).toMatchObject({
    status: 'requires_action',
  });
  expect((await postForm(url, { answer: 'fail' })).status).toBe(402);
  await postForm(session.url ?? '', card('4000002500003155'));
  expect((await postForm(url, { answer: 'complete' })).status).toBe(303);
  const done = await stripe.checkout.sessions.retrieve(session.id);
  expect(done).toMatchObject({ status: 'complete', customer: expect.stringMatching(/^cus_/) });
});

it('a checkout expires after a day or when it is told to, and then takes nothing', async () => {
  const customer = await stripe.customers.create();
  const [first, second] = [await openCheckout(stripe, customer.id), await openCheckout(stripe, customer.id)];
  await postForm(first.url ?? '', card('4000000000000002'));
  const expired = await stripe.checkout.sessions.expire(first.id, { expand: ['payment_intent'] });
  expect(expired).toMatchObject({ status: 'expired', url: null, payment_intent: { status: 'canceled' } });
  await expect(stripe.checkout.sessions.expire(first.id)).rejects.toThrow('status of `expired`');
  expect((await postForm(first.url ?? '', card('4242424242424242'))).status).toBe(410);

  at = new Date('2026-11-23T12:00:00Z');
  const late = await fetch(second.url ?? '');
  expect(late.status).toBe(410);
  expect(await late.text()).toContain('This has expired');
  expect(await stripe.checkout.sessions.retrieve(second.id)).toMatchObject({ status: 'expired' });
  expect((await stripe.charges.list({ customer: customer.id })).data.filter(({ paid }) => paid)).toEqual([]);
  await shop.emulator.settled();
  const expiries = shop.receiver.types().filter((type) => type === 'checkout.session.expired');
  expect(expiries).toHaveLength(2);
});

it('a supporter changes their card', async () => {
  const { customer, method } = await payingCustomer(stripe);
  const attached = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: customer.id });
  expect(attached).toMatchObject({ customer: customer.id, card: { brand: 'mastercard' } });
  const settings = (default_payment_method: string) =>
    stripe.customers.update(customer.id, {
      metadata: { a: '1' },
      invoice_settings: { default_payment_method },
    });
  expect(await settings(attached.id)).toMatchObject({
    metadata: { a: '1' },
    invoice_settings: { default_payment_method: attached.id },
  });
  expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toHaveLength(2);
  expect(await stripe.paymentMethods.detach(method)).toMatchObject({ customer: null });
  await expect(stripe.paymentMethods.detach(method)).rejects.toMatchObject({ statusCode: 400 });
  await expect(settings(method)).rejects.toMatchObject({ statusCode: 400 });
  await expect(
    stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: customer.id }),
  ).rejects.toMatchObject({ code: 'card_declined' });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data.map(({ id }) => id)).toEqual([
    attached.id,
  ]);
  await stripe.paymentMethods.detach(attached.id);
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  });
  await shop.emulator.settled();
  expect(shop.receiver.types()).toEqual(
    expect.arrayContaining(['customer.updated', 'payment_method.attached', 'payment_method.detached']),
  );
});
