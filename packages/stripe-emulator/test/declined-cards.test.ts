import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { card, openCheckout, openShop, payingCustomer, postForm } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** What a refused call throws. */
async function refusal(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Stripe.errors.StripeError) return error;
  throw new Error('the call was not refused');
}

describe('on the checkout page', () => {
  it('a declined card can be followed by a good one, in one payment intent', async () => {
    const { stripe, emulator, receiver } = shop;
    const customer = await stripe.customers.create();
    const session = await openCheckout(stripe, customer.id);
    const url = session.url ?? '';
    const declined = await postForm(url, card('4000000000000002'));
    expect(declined.status).toBe(402);
    expect(await declined.text()).toContain('Your card was declined.');

    const expand = ['payment_intent'];
    const tried = await stripe.checkout.sessions.retrieve(session.id, { expand });
    expect(tried).toMatchObject({
      status: 'open',
      payment_intent: {
        status: 'requires_payment_method',
        last_payment_error: { type: 'card_error', code: 'card_declined', decline_code: 'generic_decline' },
      },
    });
    expect((await stripe.balance.retrieve()).available).toEqual([]);
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toEqual([]);

    expect((await postForm(url, card('5555 5555 5555 4444'))).status).toBe(303);
    const paid = await stripe.checkout.sessions.retrieve(session.id, { expand });
    expect(paid).toMatchObject({ payment_intent: { status: 'succeeded', last_payment_error: null } });
    const intent = paid.payment_intent;
    const id = typeof intent === 'string' ? intent : (intent?.id ?? '');
    const charges = await stripe.charges.list({ payment_intent: id });
    expect(charges.data.map(({ status }) => status)).toEqual(['succeeded', 'failed']);
    await emulator.settled();
    expect(receiver.types()).toContain('payment_intent.payment_failed');
  });

  it.each([
    ['4242 4242 4242 4241', 422, 'Your card number is invalid.'],
    ['4111 1111 1111 1111', 402, 'only the test cards below'],
    ['<script>', 422, 'value="&lt;script&gt;"'],
  ])('%s is refused and leaves nothing behind', async (number, status, message) => {
    const customer = await shop.stripe.customers.create();
    const session = await openCheckout(shop.stripe, customer.id);
    const response = await postForm(session.url ?? '', card(number));
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(message);
    expect((await shop.stripe.checkout.sessions.retrieve(session.id)).payment_intent).toBeNull();
  });

  it('paying twice takes the money once', async () => {
    const { stripe } = shop;
    const { session } = await payingCustomer(stripe);
    const again = await Promise.all([1, 2].map(() => postForm(session.url ?? '', card('4242424242424242'))));
    expect(again.map(({ status }) => status)).toEqual([303, 303]);
    expect((await stripe.charges.list()).data).toHaveLength(1);
    expect(await (await fetch(session.url ?? '')).text()).toContain('This is paid');
  });
});

describe('off session', () => {
  it('a saved card that declines is a card error with the intent in it', async () => {
    const { stripe, emulator, receiver } = shop;
    const { customer, method, response } = await payingCustomer(stripe, '4000000000000341');
    expect(response.status).toBe(303);
    const payment = {
      amount: 500,
      currency: 'eur',
      customer: customer.id,
      payment_method: method,
      confirm: true,
      off_session: true,
    };
    const first = await refusal(stripe.paymentIntents.create(payment, { idempotencyKey: 'top-up-1' }));
    expect(first).toMatchObject({ type: 'StripeCardError', statusCode: 402, code: 'card_declined' });
    expect(first.payment_intent).toMatchObject({
      status: 'requires_payment_method',
      latest_charge: first.charge,
    });
    expect(first.requestId).toMatch(/^req_/);

    const replayed = await refusal(stripe.paymentIntents.create(payment, { idempotencyKey: 'top-up-1' }));
    expect(replayed.payment_intent?.id).toBe(first.payment_intent?.id);
    expect(replayed.headers?.['idempotent-replayed']).toBe('true');
    expect((await stripe.paymentIntents.list({ customer: customer.id })).data).toHaveLength(2);
    await emulator.settled();
    expect(receiver.types().filter((type) => type === 'charge.failed')).toHaveLength(1);
  });

  it("another customer's card cannot be charged", async () => {
    const { stripe } = shop;
    const { method } = await payingCustomer(stripe);
    const other = await stripe.customers.create();
    const payment = {
      amount: 500,
      currency: 'eur',
      confirm: true,
      off_session: true,
      payment_method: method,
    };
    const error = await refusal(stripe.paymentIntents.create({ ...payment, customer: other.id }));
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', param: 'payment_method' });
  });
});
