import { afterEach, beforeEach, expect, it } from 'vitest';
import { card, onboardedAccount, openShop, payingCustomer, postForm } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const dashboard = async () => (await fetch(shop.emulator.url)).text();

/** Presses the first button of a control on the dashboard, with what its form holds. */
async function press(control: string, text: string, chosen: Record<string, string> = {}) {
  const forms = (await dashboard()).match(/<form[\s\S]*?<\/form>/g) ?? [];
  const form =
    forms.find((each) => each.includes(`/dashboard/${control}"`) && each.includes(`>${text}<`)) ?? '';
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  expect(fields).not.toEqual([]);
  return postForm(`${shop.emulator.url}/dashboard/${control}`, { ...Object.fromEntries(fields), ...chosen });
}

it('a person opens and closes a dispute', async () => {
  const { session } = await payingCustomer(shop.stripe);
  expect((await press('openDispute', 'Dispute')).status).toBe(303);
  expect(await dashboard()).toContain('needs_response');
  expect((await press('closeDispute', 'Won')).status).toBe(303);
  const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(session.id);
  const { data } = await shop.stripe.disputes.list({ payment_intent: String(payment_intent) });
  expect(data).toMatchObject([{ status: 'won' }]);
  expect(await dashboard()).not.toContain('/dashboard/closeDispute');
});

it('a person lets a refund fail and a payout be paid and sent back', async () => {
  await payingCustomer(shop.stripe, '4242424242424242', 10_000);
  const { session } = await payingCustomer(shop.stripe);
  const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(session.id);
  const refund = await shop.stripe.refunds.create({ payment_intent: String(payment_intent) });
  await press('failRefund', 'Fail');
  expect(await shop.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });

  const { account } = await onboardedAccount(shop.stripe);
  await shop.stripe.transfers.create({ amount: 900, currency: 'eur', destination: account.id });
  const acting = { stripeAccount: account.id };
  const payout = await shop.stripe.payouts.create({ amount: 900, currency: 'eur' }, acting);
  await press('settlePayout', 'Paid');
  expect(await shop.stripe.payouts.retrieve(payout.id, {}, acting)).toMatchObject({ status: 'paid' });
  await press('settlePayout', 'Fail');
  expect(await shop.stripe.payouts.retrieve(payout.id, {}, acting)).toMatchObject({ status: 'failed' });
  expect(await dashboard()).toContain('account_closed');
});

it('a person restricts an account and lets it go', async () => {
  const { account } = await onboardedAccount(shop.stripe);
  await press('setAccountState', 'Set', { state: 'restricted' });
  expect(await dashboard()).toContain('requirements.past_due');
  await press('setAccountState', 'Set', { state: 'enabled' });
  expect(await shop.stripe.accounts.retrieve(account.id)).toMatchObject({ payouts_enabled: true });
  await press('setAccountState', 'Set', { state: 'deauthorised' });
  expect(await dashboard()).toContain('deauthorised');
});

it('no other site presses a button, and what cannot be is said', async () => {
  await payingCustomer(shop.stripe);
  const url = `${shop.emulator.url}/dashboard`;
  const foreign = await fetch(`${url}/openDispute`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(foreign.status).toBe(403);
  const wrong = await postForm(`${url}/closeDispute`, { dispute: 'du_no', outcome: 'won' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('No such dispute');
  expect((await postForm(`${url}/clearFaults`, {})).status).toBe(404);
});

it('an onboarding that is left half-way goes on with another link', async () => {
  const { stripe } = shop;
  const account = await stripe.accounts.create({
    type: 'express',
    capabilities: { transfers: { requested: true } },
  });
  const urls = { refresh_url: 'https://shop.example/again', return_url: 'https://shop.example/back' };
  const link = () => stripe.accountLinks.create({ account: account.id, type: 'account_onboarding', ...urls });
  const first = await link();
  expect(await (await fetch(first.url)).text()).toContain('Leave for now');
  const left = await postForm(first.url, { later: '1' });
  expect(left.headers.get('location')).toBe('https://shop.example/back');
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    details_submitted: false,
    payouts_enabled: false,
    requirements: { currently_due: expect.arrayContaining(['external_account']) },
  });
  expect((await fetch(first.url, { redirect: 'manual' })).headers.get('location')).toBe(
    'https://shop.example/again',
  );
  const { url } = await link();
  await postForm(url, { name: 'Grace Hopper', bank: 'DE89370400440532013000' });
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    details_submitted: true,
    payouts_enabled: true,
  });

  await shop.emulator.control.setAccountState(account.id, 'restricted');
  const again = await link();
  expect(await (await fetch(again.url)).text()).toContain('individual.verification.document');
  await shop.emulator.control.setAccountState(account.id, 'rejected');
  const rejected = await postForm(again.url, { name: 'Grace Hopper', bank: 'DE89370400440532013000' });
  expect(rejected.status).toBe(403);
  await shop.emulator.settled();
  expect(shop.receiver.types().filter((type) => type === 'account.updated')).toHaveLength(3);
});

it('the checkout page goes from a refused challenge to a card that pays', async () => {
  const { stripe, emulator } = shop;
  const session = await stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: 500, product_data: { name: 'Budget' } } },
    ],
    success_url: 'https://shop.example/done',
  });
  const typed = await postForm(session.url ?? '', card('4000002760003184'));
  const failed = await postForm(`${emulator.url}${typed.headers.get('location')}`, { answer: 'fail' });
  const action = /<form method="post" action="([^"]+)"/.exec(await failed.text())?.[1] ?? '';
  expect((await postForm(`${emulator.url}${action}`, card('4242424242424242'))).status).toBe(303);
});
