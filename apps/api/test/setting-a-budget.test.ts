import type { UserId } from '@flattr/domain/ids';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
});
afterAll(() => open.close());

const setBudget = (input: object) =>
  open.ask(
    `mutation ($input: SetBudgetInput!) { setBudget(input: $input) {
       budget { amount { amount currency } monthsAtOnce maxPerFlattr { amount currency } fromMonth }
       errors { code message path } } }`,
    { input },
    sam,
  );

const viewer = async (fields: string) => (await open.ask(`{ viewer { ${fields} } }`, {}, sam)).data.viewer;

test('without a budget there is nothing to fund', async () => {
  const before = await open.rows();
  const { data } = await open.ask(
    'mutation { fundWallet { checkoutUrl amount { amount } errors { code } } }',
    {},
    sam,
  );
  expect(data.fundWallet).toEqual({ checkoutUrl: null, amount: null, errors: [{ code: 'NO_BUDGET' }] });
  expect(
    await viewer(
      'budget { fromMonth } nextBudget { fromMonth } fundingChoices { monthsAtOnce } wallets { balance { amount } }',
    ),
  ).toEqual({
    budget: null,
    nextBudget: null,
    fundingChoices: [],
    wallets: [],
  });
  expect(await open.rows()).toEqual(before);
});

describe('a budget is refused, and no row changes:', () => {
  test.each([
    ['BUDGET_TOO_SMALL', 'amount', { amount: '1.99', currency: 'EUR' }],
    ['BUDGET_TOO_SMALL', 'amount', { amount: '299', currency: 'JPY' }],
    ['BUDGET_TOO_LARGE', 'amount', { amount: '5000.01', currency: 'EUR' }],
    ['CURRENCY_UNKNOWN', 'currency', { amount: '5', currency: 'XTS' }],
    ['CURRENCY_UNKNOWN', 'currency', { amount: '5', currency: 'euro' }],
    ['AMOUNT_MALFORMED', 'amount', { amount: '5,00', currency: 'EUR' }],
    ['AMOUNT_MALFORMED', 'amount', { amount: '1e3', currency: 'EUR' }],
    ['AMOUNT_MALFORMED', 'amount', { amount: '2.005', currency: 'EUR' }],
    ['MONTHS_AT_ONCE_UNKNOWN', 'monthsAtOnce', { amount: '5', currency: 'EUR', monthsAtOnce: 2 }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '0,50' }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '-1' }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '0.505' }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '1 USD' }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '500', currency: 'JPY', maxPerFlattr: '20.50' }],
    ['AMOUNT_MALFORMED', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '1000000000000' }],
    ['MAX_PER_FLATTR_TOO_SMALL', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '0' }],
    ['MAX_PER_FLATTR_TOO_SMALL', 'maxPerFlattr', { amount: '5', currency: 'EUR', maxPerFlattr: '0.009999' }],
    ['MAX_PER_FLATTR_TOO_SMALL', 'maxPerFlattr', { amount: '500', currency: 'JPY', maxPerFlattr: '0.50' }],
  ])('%s in %s: %j', async (code, field, input) => {
    const before = await open.rows();
    const { data } = await setBudget(input);
    expect(data.setBudget).toEqual({
      budget: null,
      errors: [{ code, message: expect.stringMatching(/\.$/), path: [field] }],
    });
    expect(await open.rows()).toEqual(before);
  });

  test('an amount that is a number is bad input: money is a string', async () => {
    const { errors } = await setBudget({ amount: 5.5, currency: 'EUR' });
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

test('a budget counts from this month on, in another currency from the next', async () => {
  const first = await setBudget({ amount: '5', currency: 'EUR' });
  expect(first.data.setBudget).toEqual({
    budget: {
      amount: { amount: '5.00', currency: 'EUR' },
      monthsAtOnce: 3,
      maxPerFlattr: null,
      fromMonth: '2026-11',
    },
    errors: [],
  });
  expect((await viewer('nextBudget { fromMonth }')).nextBudget).toBeNull();
  await setBudget({ amount: '800', currency: 'JPY', monthsAtOnce: 1 });
  const both = await viewer(
    'budget { amount { amount currency } } nextBudget { amount { amount currency } fromMonth }',
  );
  expect(both).toEqual({
    budget: { amount: { amount: '5.00', currency: 'EUR' } },
    nextBudget: { amount: { amount: '800', currency: 'JPY' }, fromMonth: '2026-12' },
  });
  await setBudget({ amount: '5', currency: 'EUR' });
});

test('the most that a flattr may cost goes with the budget, and this month so far keeps to it', async () => {
  const most = async (maxPerFlattr?: string, currency = 'EUR', amount = '5') =>
    (await setBudget({ amount, currency, maxPerFlattr })).data.setBudget.budget.maxPerFlattr;
  expect(await most('0.50')).toEqual({ amount: '0.50', currency: 'EUR' });
  expect(await most('20', 'JPY', '800')).toEqual({ amount: '20', currency: 'JPY' });
  expect(await viewer('budget { maxPerFlattr { amount } } nextBudget { maxPerFlattr { amount } }')).toEqual({
    budget: { maxPerFlattr: { amount: '0.50' } },
    nextBudget: { maxPerFlattr: { amount: '20' } },
  });
  expect(await most()).toBeNull();
  expect(await most('900000')).toEqual({ amount: '900000.00', currency: 'EUR' });

  const { world } = open;
  const rita = await open.joins('rita');
  const { id } = await world.platform.db.user.findUniqueOrThrow({ where: { handle: 'rita' } });
  const person = { id: id as UserId, handle: 'rita' };
  await world.funds(person, '5.00');
  const maker = await world.joins('maker');
  await world.flattrs(person, await world.publishes(maker, 'https://song.example/'), 3);
  const spends = async (maxPerFlattr?: string) => {
    await open.ask(
      'mutation ($most: Decimal) { setBudget(input: { amount: "5", currency: "EUR", maxPerFlattr: $most }) { errors { code } } }',
      { most: maxPerFlattr },
      rita,
    );
    const { data } = await open.ask(
      '{ viewer { monthSoFar { spent { amount } fee { amount } flattrs { worth { amount } } } } }',
      {},
      rita,
    );
    const { spent, fee, flattrs } = data.viewer.monthSoFar;
    return [spent.amount, fee.amount, flattrs[0].worth.amount];
  };
  expect(await spends()).toEqual(['4.60', '0.23', '4.37']);
  expect(await spends('0.50')).toEqual(['1.50', '0.075', '1.425']);
  expect(await spends('5000')).toEqual(['4.60', '0.23', '4.37']);
});

test('the choices say what each would cost', async () => {
  const { fundingChoices } = await viewer(
    'fundingChoices { monthsAtOnce charge { amount } estimatedFee { amount } estimatedCredit { amount } feeShare }',
  );
  expect(fundingChoices.map(({ monthsAtOnce }: { monthsAtOnce: number }) => monthsAtOnce)).toEqual([
    1, 3, 6, 12,
  ]);
  expect(fundingChoices[1].charge.amount).toBe('15.00');
  expect(fundingChoices[1].feeShare).toMatch(/^\d+\.\d$/);
  const shares = fundingChoices.map(({ feeShare }: { feeShare: string }) => Number(feeShare));
  expect([...shares].sort((one, other) => other - one)).toEqual(shares);
});

test('funding leads to the provider’s page; the charge waits there', async () => {
  const { data } = await open.ask(
    'mutation { fundWallet { checkoutUrl amount { amount currency } errors { code } } }',
    {},
    sam,
  );
  expect(data.fundWallet).toMatchObject({ amount: { amount: '15.00', currency: 'EUR' }, errors: [] });
  expect(data.fundWallet.checkoutUrl).toMatch(/^https?:/);
  const { charges } = await viewer(
    'charges(first: 5) { totalCount nodes { state amount { amount } credited { amount } failure } }',
  );
  expect(charges).toEqual({
    totalCount: 1,
    nodes: [{ state: 'INTENT', amount: { amount: '15.00' }, credited: null, failure: null }],
  });
});
