import { setBudget } from '@flattr/domain/budgets/set-budget';
import { asMonth } from '@flattr/domain/month';
import { changeCard } from '@flattr/domain/payments/change-card';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { readCard } from '@flattr/domain/payments/read-card';
import { removeCard } from '@flattr/domain/payments/remove-card';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { turnMonths } from '@flattr/domain/settlement/turn-months';
import { type Person, payCheckout } from '@flattr/test-world';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openPayoutWorld, type PayoutWorld } from './payout-world.ts';

const [visa, mastercard, amex] = ['4242424242424242', '5555555555554444', '378282246310005'] as const;
const declinedLater = '4000000000000341';

let world: PayoutWorld;
let ada: Person;

beforeEach(async () => {
  world = await openPayoutWorld();
  ada = await world.joins('ada');
});
afterEach(async () => {
  await world.emulator.settled();
  await world.close();
});

const pays = async (card: string) => {
  await setBudget(world.platform, ada.id, { amount: '5.00', currency: 'EUR', monthsAtOnce: 1 });
  await payCheckout((await fundWallet(world.platform, ada.id)).url, card);
};
const saves = async (card: string) => payCheckout((await changeCard(world.platform, ada.id)).url, card);
const card = () => readCard(world.platform, ada.id);
const day = (date: number) => world.moveClockTo(`2026-11-${date}T12:00:00Z`);
const topsUp = () => topUpWallet(world.platform, ada.id, asMonth('2026-11'));
const topUps = () => world.platform.db.charge.findMany({ where: { supporterId: ada.id, kind: 'TOP_UP' } });
const mails = async (about: string) =>
  (await world.mailbox.list()).filter(({ subject }) => subject.includes(about)).length;
/** The cards that the provider keeps for Ada, by their last four digits. */
const kept = async () => {
  const { providerCustomerId } = await world.platform.db.payer.findUniqueOrThrow({
    where: { supporterId: ada.id },
  });
  const cards = await world.asks<{ data: { card: { last4: string } }[] }>(
    `payment_methods?customer=${providerCustomerId}`,
  );
  return cards.data.map((method) => method.card.last4);
};
/** Which card the provider charged, newest first. */
const charged = async () => {
  type Charges = { data: { payment_method_details: { card: { last4: string } } }[] };
  const { data } = await world.asks<Charges>('charges');
  return data.map(({ payment_method_details: { card: of } }) => of.last4);
};

it('charges the card that was saved last, which took nothing, and forgets the other', async () => {
  await pays(visa);
  await world.hears();
  await day(16);
  await saves(mastercard);
  await world.hears();
  expect(await card()).toEqual({ brand: 'mastercard', lastFour: '4444', expiryMonth: 12, expiryYear: 2034 });
  expect(await kept()).toEqual(['4444']);
  expect(await charged()).toEqual(['4242']);
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await turnMonths(world.platform);
  await world.hears();
  expect(await topUps()).toMatchObject([{ state: 'SUCCEEDED', grossMicros: 5_000_000n }]);
  expect(await charged()).toEqual(['4444', '4242']);
  expect(await world.broken()).toEqual([]);
});

it('keeps the decision that was made last, in whichever order and how often the provider tells of them', async () => {
  world.emulator.control.setWebhooks({ held: true });
  await pays(visa);
  await day(16);
  await saves(mastercard);
  await day(17);
  await saves(amex);
  const events = world.emulator.control.listPendingEvents().filter(({ type }) => /completed/.test(type));
  const [first, second, third] = events.map(({ id }) => id);
  expect(events).toHaveLength(3);
  for (const id of [third, first, second, third, second]) {
    await world.emulator.control.deliverEvents([id ?? '']);
    await world.work();
  }
  expect(await card()).toMatchObject({ lastFour: '0005' });
  expect(await kept()).toEqual(['0005']);
});

it('charges nobody who has removed their card, also where a payment before it is told later', async () => {
  await pays(visa);
  await world.hears();
  await removeCard(world.platform, ada.id);
  await expect(removeCard(world.platform, ada.id)).rejects.toMatchObject({ code: 'no-card' });
  await world.hears();
  expect([await card(), await kept()]).toEqual([undefined, []]);
  world.emulator.control.setWebhooks({ held: true });
  await day(16);
  await pays(mastercard);
  const pending = world.emulator.control.listPendingEvents().map(({ id }) => id);
  await day(17);
  await world.platform.pool.query('UPDATE payers SET card_at = flattr_now()');
  await world.emulator.control.deliverEvents(pending);
  await world.work();
  expect(await card()).toBeUndefined();
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await turnMonths(world.platform);
  await world.work();
  expect(await topUps()).toEqual([]);
});

it('makes a top-up in doubt again with the card of the first time, and forgets that one afterwards', async () => {
  await pays(visa);
  await world.hears();
  await setBudget(world.platform, ada.id, { amount: '9.00', currency: 'EUR', monthsAtOnce: 1 });
  world.emulator.control.injectFault({
    path: '/v1/payment_intents',
    kind: 'error',
    when: 'before',
    times: 9,
  });
  await expect(topsUp()).rejects.toThrow();
  world.emulator.control.clearFaults();
  await day(16);
  await saves(mastercard);
  await world.hears();
  expect((await kept()).toSorted()).toEqual(['4242', '4444']);
  await topsUp();
  await world.hears();
  expect(await topUps()).toMatchObject([{ state: 'SUCCEEDED' }]);
  expect(await charged()).toEqual(['4242', '4242']);
  expect([await card(), await kept()]).toEqual([expect.objectContaining({ lastFour: '4444' }), ['4444']]);
});

it('hears of a top-up that failed while its answer was lost, once, and leaves who tries on the page alone', async () => {
  await pays(declinedLater);
  await world.hears();
  await setBudget(world.platform, ada.id, { amount: '9.00', currency: 'EUR', monthsAtOnce: 1 });
  world.emulator.control.setWebhooks({ copies: 3 });
  world.emulator.control.injectFault({ path: '/v1/payment_intents', kind: 'error', when: 'after', times: 9 });
  await expect(topsUp()).rejects.toThrow();
  expect(await topUps()).toMatchObject([{ state: 'INTENT' }]);
  await world.hears();
  expect(await topUps()).toMatchObject([{ state: 'FAILED', failure: 'Your card was declined.' }]);
  await topsUp();
  await world.replays();
  await world.work();
  expect(await mails('not charged')).toBe(1);
  const { url } = await fundWallet(world.platform, ada.id);
  await expect(payCheckout(url, '4000000000000002')).rejects.toThrow('402');
  await world.hears();
  const { rows } = await world.platform.pool.query("SELECT state FROM charges WHERE state = 'INTENT'");
  expect(rows).toHaveLength(1);
});

it('opens no more than ten pages to save a card within a day', async () => {
  await changeCard(world.platform, ada.id);
  const opened = await Promise.allSettled(
    Array.from({ length: 11 }, () => changeCard(world.platform, ada.id)),
  );
  const refused = opened.filter(({ status }) => status === 'rejected');
  expect(refused).toMatchObject(Array.from({ length: 2 }, () => ({ reason: { code: 'too-many-cards' } })));
  await day(17);
  await expect(changeCard(world.platform, ada.id)).resolves.toBeDefined();
});
