import { saveCard } from '@flattr/domain/payments/save-card';
import { payCheckout } from '@flattr/test-world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;

beforeEach(async () => {
  open = await openApi();
  sam = await open.joins('sam');
});
afterEach(() => open.close());

const change = async (as: As = sam) =>
  open.ask('mutation { changeCard { checkoutUrl errors { code path } } }', {}, as);
const remove = async (as: As = sam) => open.ask('mutation { removeCard { errors { code } } }', {}, as);
const card = async () =>
  (await open.ask('{ viewer { card { brand lastFour expires } cardSetup { state } } }', {}, sam)).data.viewer;
/** Hears from the provider what became of a visit to its page. */
const hears = async (checkoutUrl: string) => {
  const { platform, work } = open.world;
  const { reference, card: saved } = await platform.gateway.fetchCheckout(
    checkoutUrl.split('/').at(-1) ?? '',
  );
  if (saved) await saveCard(platform, reference, saved);
  await work();
};
/** Saves a card as a person does. */
const saves = async () => {
  const { checkoutUrl } = (await change()).data.changeCard;
  await payCheckout(checkoutUrl);
  await hears(checkoutUrl);
};

test('a card is saved on the provider’s page without a payment, shown, and removed', async () => {
  expect(await card()).toEqual({ card: null, cardSetup: null });
  const { checkoutUrl, errors } = (await change()).data.changeCard;
  expect(errors).toEqual([]);
  expect(await card()).toEqual({ card: null, cardSetup: { state: 'OPEN' } });
  await payCheckout(checkoutUrl);
  await hears(checkoutUrl);
  const visa = { brand: 'visa', lastFour: '4242', expires: '2034-12' };
  expect(await card()).toEqual({ card: visa, cardSetup: { state: 'SAVED' } });
  expect(await open.world.platform.db.charge.count()).toBe(0);
  expect((await remove()).data.removeCard.errors).toEqual([]);
  expect(await card()).toMatchObject({ card: null });
  expect((await remove()).data.removeCard.errors).toEqual([{ code: 'NO_CARD' }]);
});

test('a declined card leaves the one that there is', async () => {
  await saves();
  const { checkoutUrl } = (await change()).data.changeCard;
  await expect(payCheckout(checkoutUrl, '4000000000000002')).rejects.toThrow('402');
  await hears(checkoutUrl);
  expect(await card()).toMatchObject({ card: { lastFour: '4242' }, cardSetup: { state: 'OPEN' } });
});

test('a provider that does not answer leaves the card without its name, and the rest of the answer whole', async () => {
  await saves();
  open.world.emulator.control.injectFault({
    ...{ path: '/v1/payment_methods/*', method: 'GET', kind: 'error', when: 'before', times: 1 },
  });
  expect(await card()).toEqual({
    card: { brand: null, lastFour: null, expires: null },
    cardSetup: { state: 'SAVED' },
  });
});

test('a stranger is refused, and so is who opens the page again and again', async () => {
  expect((await change({})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect((await remove({})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  for (let times = 0; times < 10; times++) expect((await change()).data.changeCard.errors).toEqual([]);
  expect((await change()).data.changeCard).toEqual({
    checkoutUrl: null,
    errors: [{ code: 'TOO_MANY_CARDS', path: [] }],
  });
});
