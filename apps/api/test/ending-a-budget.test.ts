import { asMonth } from '@flattr/domain/month';
import { openMonth } from '@flattr/domain/settlement/open-month';
import { settleMonth } from '@flattr/domain/settlement/settle-month';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;

beforeAll(async () => {
  open = await openApi();
  await openMonth(open.world.platform, asMonth('2026-11'));
  sam = await open.joins('sam');
});
afterAll(() => open.close());

const end = async (as: As = sam) =>
  (await open.ask('mutation { endBudget { errors { code message } } }', {}, as)).data?.endBudget;

const setBudget = (amount: string, currency: string) =>
  open.ask(
    `mutation ($input: SetBudgetInput!) { setBudget(input: $input) { budget { fromMonth } errors { code } } }`,
    { input: { amount, currency } },
    sam,
  );

test('what was not begun cannot be ended, and no row changes', async () => {
  const before = await open.rows();
  expect(await end()).toMatchObject({ errors: [{ code: 'NO_BUDGET' }] });
  expect(await open.rows()).toEqual(before);
});

test('a token cannot end it', async () => {
  expect((await open.ask('mutation { endBudget { errors { code } } }')).errors?.[0]?.extensions.code).toBe(
    'UNAUTHENTICATED',
  );
});

test('once ended nothing is shared out, nothing is charged, and the wallet stays full', async () => {
  const { world } = open;
  const maker = await world.joins('maker');
  const song = await world.publishes(maker, 'https://song.example/');
  const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  const person = { id: id as typeof maker.id, handle: 'sam' };
  await world.funds(person, '10.00');
  await world.flattrs(person, song);
  expect(await end()).toEqual({ errors: [] });
  expect(await end()).toMatchObject({ errors: [{ code: 'NO_BUDGET' }] });
  const fields =
    'budget { fromMonth } nextBudget { fromMonth } wallets { balance { amount } } monthSoFar { spent { amount } }';
  expect((await open.ask(`{ viewer { ${fields} } }`, {}, sam)).data.viewer).toEqual({
    budget: null,
    nextBudget: null,
    wallets: [{ balance: { amount: '9.46' } }],
    monthSoFar: { spent: null },
  });
  await world.moveClockTo('2026-12-01T00:00:01Z');
  await settleMonth(world.platform, asMonth('2026-11'));
  await world.work();
  expect(await world.platform.db.charge.count()).toBe(1);
  expect(await world.platform.db.settledSupporter.findMany()).toMatchObject([
    { supporterId: id, spentMicros: 0n, walletMicros: 9_460_000n },
  ]);
});

test('a new budget begins anew, in another currency from the next month on', async () => {
  expect((await setBudget('5.00', 'EUR')).data.setBudget).toEqual({
    budget: { fromMonth: '2026-12' },
    errors: [],
  });
  expect((await setBudget('5.00', 'USD')).data.setBudget).toEqual({
    budget: { fromMonth: '2027-01' },
    errors: [],
  });
  expect((await setBudget('6.00', 'EUR')).data.setBudget).toEqual({
    budget: { fromMonth: '2026-12' },
    errors: [],
  });
});
