import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, onboardedAccount, openShop, payingCustomer, secretKey } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let stripe: Stripe;
beforeAll(async () => {
  shop = await openShop();
  stripe = shop.stripe;
});
afterAll(() => shop.close());

describe('who asks', () => {
  it('is refused with another key', async () => {
    const stranger = clientOf(shop.emulator.port, 'sk_test_somebody_else');
    await expect(stranger.balance.retrieve()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
      message: 'Invalid API Key provided: sk_test_*********else',
    });
  });

  it('is refused without a key and in the name of an account', async () => {
    const bare = await fetch(`${shop.emulator.url}/v1/balance`);
    expect(bare.status).toBe(401);
    expect(bare.headers.get('request-id')).toMatch(/^req_/);
    await expect(stripe.balance.retrieve({}, { stripeAccount: 'acct_1' })).rejects.toMatchObject({
      type: 'StripePermissionError',
      statusCode: 403,
    });
    const { account } = await onboardedAccount(stripe);
    const acting = { stripeAccount: account.id };
    await expect(stripe.customers.create({}, acting)).rejects.toMatchObject({ statusCode: 400 });
  });
});

describe('what is asked', () => {
  it('is refused where the emulator does not build it', async () => {
    await expect(stripe.coupons.create({ percent_off: 5 })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      statusCode: 404,
      message: expect.stringContaining('Unrecognized request URL (POST: /v1/coupons)'),
    });
    await expect(stripe.customers.create({ balance: 5 })).rejects.toMatchObject({
      code: 'parameter_unknown',
      param: 'balance',
    });
    await expect(stripe.customers.retrieve('cus_nobody')).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such customer: 'cus_nobody'",
    });
  });

  it('is refused where a parameter is missing or wrong', async () => {
    const transfer = { amount: 1, currency: 'eur', destination: 'acct_nobody' };
    await expect(stripe.transfers.create(transfer)).rejects.toMatchObject({ code: 'resource_missing' });
    const request = (body: string) =>
      fetch(`${shop.emulator.url}/v1/transfers`, {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${secretKey}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
      }).then((response) => response.json());
    expect(await request('currency=eur&destination=acct_1')).toMatchObject({
      error: { code: 'parameter_missing', param: 'amount', message: 'Missing required param: amount.' },
    });
    for (const amount of ['-1', '0', '1.5', '1e3', '100000000', 'NaN', '']) {
      const answer = await request(`amount=${amount}&currency=eur&destination=acct_1`);
      expect(answer).toMatchObject({ error: { type: 'invalid_request_error', param: 'amount' } });
    }
  });

  it('expands ids, and only ids', async () => {
    const { session } = await payingCustomer(stripe);
    const listed = await stripe.charges.list({
      expand: ['data.balance_transaction', 'data.customer'],
      limit: 1,
    });
    expect(listed.data[0]).toMatchObject({
      balance_transaction: { type: 'charge' },
      customer: { object: 'customer' },
    });
    for (const path of ['status', 'nothing', 'payment_intent.amount', 'payment_intent.customer.email.more']) {
      const asked = stripe.checkout.sessions.retrieve(session.id, { expand: [path] });
      await expect(asked).rejects.toMatchObject({ param: 'expand' });
    }
  });
});

describe('an idempotency key', () => {
  it('gives the first answer again', async () => {
    const once = { idempotencyKey: 'customer-1' };
    const first = await stripe.customers.create({ email: 'a@example.org' }, once);
    const second = await stripe.customers.create({ email: 'a@example.org' }, once);
    expect(second.id).toBe(first.id);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  });

  it('does one effect when it comes many times at once', async () => {
    const before = (await stripe.events.list({ type: 'customer.created', limit: 100 })).data.length;
    // The client waits and asks again where the key is in use.
    const patient = { idempotencyKey: 'crowd', maxNetworkRetries: 5 };
    const calls = Array.from({ length: 8 }, () => stripe.customers.create({}, patient));
    const ids = new Set((await Promise.all(calls)).map(({ id }) => id));
    expect(ids.size).toBe(1);
    const after = (await stripe.events.list({ type: 'customer.created', limit: 100 })).data.length;
    expect(after).toBe(before + 1);
  });

  it('refuses another request', async () => {
    const once = { idempotencyKey: 'customer-2' };
    await stripe.customers.create({ email: 'a@example.org' }, once);
    for (const call of [
      stripe.customers.create({ email: 'b@example.org' }, once),
      stripe.accounts.create({ type: 'express' }, once),
    ]) {
      await expect(call).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    }
  });

  it('is free again if the request was wrong in itself', async () => {
    const once = { idempotencyKey: 'customer-3' };
    await expect(stripe.customers.create({ balance: 1 }, once)).rejects.toMatchObject({ param: 'balance' });
    await expect(stripe.customers.create({}, once)).resolves.toMatchObject({ object: 'customer' });
  });
});

describe('a transfer', () => {
  it('is refused beyond the balance, and that answer is kept for its key', async () => {
    const { account } = await onboardedAccount(stripe);
    const transfer = { amount: 100, currency: 'gbp', destination: account.id };
    const once = { idempotencyKey: 'payout-1' };
    const refusal = { statusCode: 400, code: 'balance_insufficient', type: 'StripeInvalidRequestError' };
    await expect(stripe.transfers.create(transfer, once)).rejects.toMatchObject(refusal);
    await payingCustomer(stripe, '4242424242424242', 1000, 'gbp');
    await expect(stripe.transfers.create(transfer, once)).rejects.toMatchObject(refusal);
    const sent = await stripe.transfers.create(transfer, { idempotencyKey: 'payout-2' });
    expect(sent.amount).toBe(100);
    await expect(stripe.transfers.create({ ...transfer, amount: 852 })).rejects.toMatchObject(refusal);
    await expect(stripe.transfers.create({ ...transfer, amount: 851 })).resolves.toMatchObject({
      amount: 851,
    });
  });

  it('is not sent if its answer cannot be made', async () => {
    const { account } = await onboardedAccount(stripe);
    await payingCustomer(stripe, '4242424242424242', 1000, 'chf');
    const transfer = { amount: 100, currency: 'chf', destination: account.id, expand: ['nothing'] };
    await expect(stripe.transfers.create(transfer)).rejects.toMatchObject({ param: 'expand' });
    expect((await stripe.transfers.list({ destination: account.id })).data).toEqual([]);
    expect((await stripe.balanceTransactions.list({ currency: 'chf' })).data).toHaveLength(1);
    expect(
      (await stripe.events.list({ type: 'transfer.created', limit: 1 })).data[0]?.data.object,
    ).not.toMatchObject({
      destination: account.id,
    });
  });

  it('needs an account that may receive it', async () => {
    const account = await stripe.accounts.create({
      type: 'express',
      capabilities: { transfers: { requested: true } },
    });
    await expect(
      stripe.transfers.create({ amount: 1, currency: 'gbp', destination: account.id }),
    ).rejects.toMatchObject({ code: 'insufficient_capabilities_for_transfer' });
  });
});

describe('a list', () => {
  it('is walked page by page in both directions', async () => {
    await payingCustomer(stripe, '4242424242424242', 5000, 'usd');
    const { account } = await onboardedAccount(stripe);
    const sent: string[] = [];
    for (let amount = 1; amount <= 7; amount++) {
      const transfer = { amount, currency: 'usd', destination: account.id, transfer_group: 'walk' };
      sent.unshift((await stripe.transfers.create(transfer)).id);
    }
    const walked: string[] = [];
    await stripe.transfers.list({ destination: account.id, limit: 3 }).autoPagingEach((transfer) => {
      walked.push(transfer.id);
    });
    expect(walked).toEqual(sent);
    const page = await stripe.transfers.list({ transfer_group: 'walk', limit: 2, ending_before: sent[4] });
    expect(page.data.map(({ id }) => id)).toEqual(sent.slice(2, 4));
    expect(page.has_more).toBe(true);
    expect((await stripe.transfers.list({ transfer_group: 'walk', limit: 7 })).has_more).toBe(false);
  });
});

it('counts the yen without decimals', async () => {
  const { session } = await payingCustomer(stripe, '4242424242424242', 1000, 'jpy');
  const transactions = await stripe.balanceTransactions.list({ currency: 'jpy' });
  expect(transactions.data).toMatchObject([{ amount: 1000, fee: 36, net: 964 }]);
  expect(session.amount_total).toBe(1000);
});
