import Stripe from 'stripe';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { card, openCheckout, openShop, payingCustomer, postForm } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: Stripe;
beforeEach(async () => {
  shop = await openShop();
  stripe = shop.stripe;
});
afterEach(() => shop.close());

const always = '4000002760003184';
const onSetup = '4000002500003155';

/** A checkout in which a card has been typed whose bank asks. */
async function challenged(number: string) {
  const customer = await stripe.customers.create();
  const session = await openCheckout(stripe, customer.id);
  const typed = await postForm(session.url ?? '', card(number));
  expect(typed.status).toBe(303);
  const url = `${shop.emulator.url}${typed.headers.get('location')}`;
  return { customer, session, url, answer: (answer: string) => postForm(url, { answer }) };
}

const intentOf = async (session: string) => {
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session, { expand: ['payment_intent'] });
  if (typeof payment_intent !== 'object' || !payment_intent) throw new Error('no payment intent');
  return payment_intent;
};

const chargeAway = (customer: string, payment_method: string) =>
  stripe.paymentIntents
    .create({ amount: 700, currency: 'eur', customer, payment_method, confirm: true, off_session: true })
    .catch((error: unknown) => error);

it('the bank of a card asks its owner, who says yes and has paid', async () => {
  const { session, url, answer } = await challenged(always);
  const page = await (await fetch(url)).text();
  expect(page).toContain('€12.00');
  expect(page).toContain('Complete authentication');
  expect(await intentOf(session.id)).toMatchObject({
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { url } },
  });
  const done = await answer('complete');
  expect(done.headers.get('location')).toBe(`https://shop.example/done?session=${session.id}`);
  expect(await intentOf(session.id)).toMatchObject({ status: 'succeeded', next_action: null });
  await shop.emulator.settled();
  expect(shop.receiver.types()).toEqual(
    expect.arrayContaining(['payment_intent.requires_action', 'checkout.session.completed']),
  );
  expect((await answer('complete')).status).toBe(303);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

it('who says no has not paid, and may try another card', async () => {
  const { session, answer } = await challenged(always);
  const failed = await answer('fail');
  expect(failed.status).toBe(402);
  expect(await failed.text()).toContain('unable to authenticate your payment method');
  expect(await intentOf(session.id)).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  });
  expect((await stripe.charges.list()).data).toEqual([]);
  await shop.emulator.settled();
  expect(shop.receiver.types()).toContain('payment_intent.payment_failed');
  expect((await postForm(session.url ?? '', card('4242424242424242'))).status).toBe(303);
  expect(await intentOf(session.id)).toMatchObject({ status: 'succeeded' });
});

it('a card may be authenticated and still have no money', async () => {
  const { answer } = await challenged('4000008260003178');
  const declined = await answer('complete');
  expect(declined.status).toBe(402);
  expect(await declined.text()).toContain('insufficient funds');
});

it('off session a card that always asks is refused', async () => {
  const { customer, answer } = await challenged(always);
  await answer('complete');
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  const refusal = await chargeAway(customer.id, method?.id ?? '');
  expect(refusal).toBeInstanceOf(Stripe.errors.StripeCardError);
  expect(refusal).toMatchObject({
    statusCode: 402,
    code: 'authentication_required',
    decline_code: 'authentication_required',
    payment_intent: {
      status: 'requires_payment_method',
      last_payment_error: { code: 'authentication_required' },
    },
    payment_method: { id: method?.id },
  });
  await shop.emulator.settled();
  expect(shop.receiver.types()).toContain('payment_intent.payment_failed');
});

it('off session a card that asks once pays after it has been set up, and not before', async () => {
  const { customer, answer } = await challenged(onSetup);
  await answer('complete');
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  expect(await chargeAway(customer.id, method?.id ?? '')).toMatchObject({ status: 'succeeded' });
  const raw = await stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', {
    customer: customer.id,
  });
  expect(await chargeAway(customer.id, raw.id)).toMatchObject({ code: 'authentication_required' });
});

it('a payment that waits for its owner can be given up, one that is paid cannot', async () => {
  const waiting = await stripe.paymentIntents.create({
    amount: 500,
    currency: 'eur',
    payment_method: 'pm_card_authenticationRequired',
    confirm: true,
  });
  expect(waiting.status).toBe('requires_action');
  const canceled = await stripe.paymentIntents.cancel(waiting.id, { cancellation_reason: 'abandoned' });
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
  const { session } = await payingCustomer(stripe);
  const paid = await intentOf(session.id);
  await expect(stripe.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
});
