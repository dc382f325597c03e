import { setBudget } from '@flattr/domain/budgets/set-budget';
import { asMonth } from '@flattr/domain/month';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { createWorld, payCheckout, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

it('tells the supporter once why the card was not charged, and where to pay', async () => {
  const { platform } = world;
  const { id } = await world.joins('ada');
  await setBudget(platform, id, { amount: '10.00', currency: 'EUR', monthsAtOnce: 1 });
  const { url } = await fundWallet(platform, id);
  await payCheckout(url, '4000000000000341');
  const charge = await platform.db.charge.findFirstOrThrow({ where: { supporterId: id } });
  const { payment } = await platform.gateway.fetchCheckout(charge.providerSessionId ?? '');
  if (payment) await settleCharge(platform, charge.reference, payment);
  for (let times = 0; times < 3; times++) await topUpWallet(platform, id, asMonth('2026-11'));
  await world.work();
  const mails = (await world.mailbox.list()).filter(({ subject }) => subject.includes('not charged'));
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    to: 'ada@people.example',
    subject: 'Your card was not charged 10.00 EUR',
  });
  expect(mails[0]?.text).toContain('Your card was declined.');
  expect(mails[0]?.text).toContain('/me/budget');
});
