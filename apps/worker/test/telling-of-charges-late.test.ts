import { setBudget } from '@flattr/domain/budgets/set-budget';
import { fundWallet } from '@flattr/domain/payments/fund-wallet';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { createWorld, type Person, payCheckout, type World } from '@flattr/test-world';
import { afterAll, beforeAll, expect, it } from 'vitest';

const visa = '4242424242424242';
const mastercard = '5555555555554444';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** Pays a checkout on a day of November; whoever tells of it is returned, and gives what was written then. */
const pays = async (person: Person, day: number, card: string) => {
  const { platform } = world;
  await world.moveClockTo(`2026-11-${day}T12:00:00Z`);
  await setBudget(platform, person.id, { amount: '5.00', currency: 'EUR', monthsAtOnce: 1 });
  const { url } = await fundWallet(platform, person.id);
  await payCheckout(url, card);
  const charge = await platform.db.charge.findFirstOrThrow({
    where: { supporterId: person.id },
    orderBy: { id: 'desc' },
  });
  return async () => {
    const { reference, payment } = await platform.gateway.fetchCheckout(charge.providerSessionId ?? '');
    if (payment) await settleCharge(platform, reference, payment);
    const { holdDays } = await platform.db.charge.findUniqueOrThrow({ where: { id: charge.id } });
    return { holdDays, methodId: payment?.methodId };
  };
};

const savedCard = async ({ id }: Person) =>
  (await world.platform.db.payer.findUniqueOrThrow({ where: { supporterId: id } })).providerMethodId;

it('keeps the card that was charged last, in whichever order the provider tells', async () => {
  const ada = await world.joins('ada');
  const first = await pays(ada, 16, visa);
  const second = await pays(ada, 17, mastercard);
  const { methodId } = await second();
  await first();
  expect(await savedCard(ada)).toBe(methodId);
});

it("holds a card's first charge for 30 days, also where a later one was told before it", async () => {
  const bob = await world.joins('bob');
  const first = await pays(bob, 18, visa);
  const second = await pays(bob, 19, visa);
  const third = await pays(bob, 20, visa);
  expect((await second()).holdDays).toBe(30);
  expect((await first()).holdDays).toBe(30);
  expect((await third()).holdDays).toBe(7);
});
