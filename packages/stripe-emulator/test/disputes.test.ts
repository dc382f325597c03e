import { afterEach, expect, it } from 'vitest';
import { clientOf, openShop, payingCustomer, secretKey } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
afterEach(() => shop.close());

async function charged(number?: string) {
  const { session } = await payingCustomer(shop.stripe, number);
  const paid = await shop.stripe.checkout.sessions.retrieve(session.id);
  return String(paid.payment_intent);
}

const available = async () => (await shop.stripe.balance.retrieve()).available[0]?.amount;
const disputeTypes = () => shop.receiver.types().filter((type) => type.startsWith('charge.dispute'));

it('the card 0259 opens a dispute by itself, which takes the amount and a fee', async () => {
  shop = await openShop();
  const intent = await charged('4000000000000259');
  const { data: disputes } = await shop.stripe.disputes.list({ payment_intent: intent });
  expect(disputes).toMatchObject([
    {
      amount: 1200,
      currency: 'eur',
      reason: 'fraudulent',
      status: 'needs_response',
      payment_intent: intent,
      balance_transactions: [{ type: 'adjustment', amount: -1200, fee: 2000, net: -3200 }],
    },
  ]);
  expect(await available()).toBe(1140 - 3200);
  const charge = String(disputes[0]?.charge);
  expect(await shop.stripe.charges.retrieve(charge)).toMatchObject({ disputed: true });
  await expect(shop.stripe.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_disputed' });
  expect((await shop.stripe.disputes.list({ charge })).data).toHaveLength(1);
  await shop.emulator.settled();
  expect(disputeTypes().toSorted()).toEqual(['charge.dispute.created', 'charge.dispute.funds_withdrawn']);
});

it('a won dispute brings the amount back, and the fee only where the terms say so', async () => {
  for (const disputeFeeReturned of [false, true]) {
    shop = await openShop({ disputeFees: { otherwise: 1500 }, disputeFeeReturned });
    const paymentIntent = await charged();
    const { id } = await shop.emulator.control.openDispute({ paymentIntent, amount: 1000 });
    expect(await available()).toBe(1140 - 2500);
    await shop.emulator.control.closeDispute(id, 'won');
    expect(await available()).toBe(1140 - (disputeFeeReturned ? 0 : 1500));
    const won = await shop.stripe.disputes.retrieve(id);
    expect(won.status).toBe('won');
    expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([-1000, 1000]);
    await shop.emulator.settled();
    expect(disputeTypes().toSorted()).toEqual([
      'charge.dispute.closed',
      'charge.dispute.created',
      'charge.dispute.funds_reinstated',
      'charge.dispute.funds_withdrawn',
    ]);
    await expect(shop.emulator.control.closeDispute(id, 'lost')).rejects.toThrow('already closed');
    if (!disputeFeeReturned) await shop.close();
  }
});

it('a lost dispute keeps the money away, and an inquiry takes none', async () => {
  shop = await openShop();
  const first = await shop.emulator.control.openDispute({ paymentIntent: await charged() });
  const lost = await shop.stripe.disputes.close(first.id);
  expect(lost.status).toBe('lost');
  expect(await available()).toBe(1140 - 3200);
  const inquired = await charged('4000000000001976');
  const [inquiry] = (await shop.stripe.disputes.list({ payment_intent: inquired })).data;
  expect(inquiry).toMatchObject({ status: 'warning_needs_response', balance_transactions: [] });
  expect(await shop.stripe.disputes.close(inquiry?.id ?? '')).toMatchObject({ status: 'warning_closed' });
  expect(await available()).toBe(2 * 1140 - 3200);
});

it('the controls are there over HTTP, with the secret key alone', async () => {
  shop = await openShop();
  const paymentIntent = await charged();
  const call = (name: string, body: object, key = secretKey) =>
    fetch(`${shop.emulator.url}/_emulator/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const opened = await (await call('openDispute', { paymentIntent })).json();
  expect(opened).toMatchObject({ object: 'dispute', amount: 1200 });
  expect((await call('closeDispute', { dispute: opened.id, outcome: 'won' })).status).toBe(200);
  expect((await call('closeDispute', { dispute: opened.id, outcome: 'sold' })).status).toBe(400);
  expect((await call('closeDispute', { dispute: 'du_no', outcome: 'won' })).status).toBe(404);
  expect((await call('explode', {})).status).toBe(404);
  expect((await call('openDispute', { paymentIntent }, 'sk_test_other')).status).toBe(401);
  expect(await clientOf(shop.emulator.port).disputes.retrieve(opened.id)).toMatchObject({ status: 'won' });
});
