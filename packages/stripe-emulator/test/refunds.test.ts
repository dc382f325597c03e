import { afterEach, beforeEach, expect, it } from 'vitest';
import { onboardedAccount, openShop, payingCustomer } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

/** A charge of 12.00 that has left 11.40 in the balance. */
async function charged(number?: string) {
  const { stripe } = shop;
  const { session } = await payingCustomer(stripe, number);
  const paid = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  if (typeof paid.payment_intent !== 'object' || !paid.payment_intent) throw new Error('no payment');
  return { intent: paid.payment_intent.id, charge: String(paid.payment_intent.latest_charge) };
}

const available = async () => (await shop.stripe.balance.retrieve()).available[0]?.amount;

it('a refund takes its amount from the balance, and the fee stays with Stripe', async () => {
  const { stripe } = shop;
  const { intent, charge } = await charged();
  await charged();
  const refund = await stripe.refunds.create({
    payment_intent: intent,
    amount: 500,
    reason: 'requested_by_customer',
    metadata: { wallet: 'w1' },
    expand: ['balance_transaction'],
  });
  expect(refund).toMatchObject({
    object: 'refund',
    amount: 500,
    charge,
    payment_intent: intent,
    status: 'succeeded',
    reason: 'requested_by_customer',
    metadata: { wallet: 'w1' },
    balance_transaction: { type: 'refund', amount: -500, fee: 0, net: -500 },
  });
  expect(await available()).toBe(2 * 1140 - 500);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 500, refunded: false });
  const rest = await stripe.refunds.create({ charge });
  expect(rest.amount).toBe(700);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 1200, refunded: true });
  const listed = await stripe.refunds.list({ payment_intent: intent });
  expect(listed.data.map(({ id }) => id)).toEqual([rest.id, refund.id]);
  expect((await stripe.refunds.list({ charge })).data).toHaveLength(2);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ amount: 500 });
  await shop.emulator.settled();
  const types = shop.receiver.types();
  for (const type of ['refund.created', 'charge.refunded', 'refund.updated']) {
    expect(types.filter((each) => each === type)).toHaveLength(2);
  }
});

it('a refund is never more than what is left of the charge', async () => {
  const { stripe } = shop;
  const { charge } = await charged();
  await charged();
  await expect(stripe.refunds.create({ charge, amount: 1201 })).rejects.toMatchObject({
    statusCode: 400,
    param: 'amount',
    message: 'Refund amount (€12.01) is greater than charge amount (€12.00)',
  });
  await stripe.refunds.create({ charge, amount: 1000 });
  await expect(stripe.refunds.create({ charge, amount: 201 })).rejects.toMatchObject({
    message: 'Refund amount (€2.01) is greater than unrefunded amount on charge (€2.00)',
  });
  await stripe.refunds.create({ charge });
  await expect(stripe.refunds.create({ charge })).rejects.toMatchObject({ code: 'charge_already_refunded' });
  await expect(stripe.refunds.create({})).rejects.toMatchObject({ statusCode: 400 });
  await expect(stripe.refunds.create({ charge: 'ch_no' })).rejects.toMatchObject({
    code: 'resource_missing',
  });
});

it('a refund that fails later brings its money back', async () => {
  const { stripe, emulator } = shop;
  const { charge } = await charged();
  await charged();
  const refund = await stripe.refunds.create({ charge });
  await emulator.control.failRefund(refund.id);
  const failed = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
  expect(failed).toMatchObject({
    status: 'failed',
    failure_reason: 'lost_or_stolen_card',
    failure_balance_transaction: { type: 'refund_failure', amount: 1200 },
  });
  expect(await available()).toBe(2 * 1140);
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: 0, refunded: false });
  await emulator.settled();
  expect(shop.receiver.types()).toContain('refund.failed');
  await expect(emulator.control.failRefund(refund.id)).rejects.toThrow('failed already');
});

it('the cards for refunds fail by themselves and take their time', async () => {
  const { stripe } = shop;
  await charged();
  const failing = await charged('4000000000005126');
  const refund = await stripe.refunds.create({ charge: failing.charge });
  expect(refund.status).toBe('succeeded');
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
  const slow = await charged('4000000000007726');
  const pending = await stripe.refunds.create({ charge: slow.charge });
  expect(pending).toMatchObject({ status: 'pending', pending_reason: 'processing' });
  expect(await stripe.refunds.retrieve(pending.id)).toMatchObject({ status: 'succeeded' });
});

it('a refund waits while the balance has too little', async () => {
  const { stripe } = shop;
  const { charge } = await charged();
  const { account } = await onboardedAccount(stripe);
  await stripe.transfers.create({ amount: 1000, currency: 'eur', destination: account.id });
  const refund = await stripe.refunds.create({ charge });
  expect(refund).toMatchObject({ status: 'pending', pending_reason: 'insufficient_funds' });
  expect(refund.balance_transaction).toBeNull();
  expect(await available()).toBe(140);
  await charged();
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded' });
  expect(await available()).toBe(80);
});
