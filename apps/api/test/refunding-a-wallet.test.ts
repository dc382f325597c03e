import type { UserId } from '@flattr/domain/ids';
import { applyRefund } from '@flattr/domain/refunds/apply-refund';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let sam: As;
let samId: UserId;

beforeEach(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  const user = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  samId = user.id as UserId;
});
afterEach(() => open.close());

const refund = async (currency = 'EUR', as: As | undefined = sam) =>
  open.ask(
    'mutation ($currency: CurrencyCode!) { refundWallet(input: { currency: $currency }) { amount { amount currency } errors { code path } } }',
    { currency },
    as,
  );

const wallet = async () => {
  const fields =
    'wallets { balance { amount } refundable { amount } } refunds { totalCount nodes { amount { amount } state failure charge { credited { amount } } } }';
  return (await open.ask(`{ viewer { ${fields} } }`, {}, sam)).data.viewer;
};

const nothing = { wallets: [{ balance: { amount: '0.00' }, refundable: { amount: '0.00' } }] };

test('what is in the wallet goes back to its cards, the newest first, and is told by mail', async () => {
  await open.world.funds({ id: samId, handle: 'sam' }, '10.00');
  await open.world.moveClockTo('2026-11-16T12:00:00Z');
  await open.world.funds({ id: samId, handle: 'sam' }, '5.00');
  expect(await wallet()).toMatchObject({
    wallets: [{ balance: { amount: '14.06' }, refundable: { amount: '14.06' } }],
  });
  expect((await refund()).data.refundWallet).toEqual({
    amount: { amount: '14.06', currency: 'EUR' },
    errors: [],
  });
  expect(await wallet()).toMatchObject({ ...nothing, refunds: { nodes: [{ state: 'INTENT' }, {}] } });
  await open.world.work();
  const refunds = {
    totalCount: 2,
    nodes: [
      {
        amount: { amount: '9.46' },
        state: 'SUCCEEDED',
        failure: null,
        charge: { credited: { amount: '9.46' } },
      },
      {
        amount: { amount: '4.60' },
        state: 'SUCCEEDED',
        failure: null,
        charge: { credited: { amount: '4.60' } },
      },
    ],
  };
  expect(await wallet()).toEqual({ ...nothing, refunds });
  expect((await open.world.mailbox.list()).map(({ subject }) => subject)).toEqual(
    expect.arrayContaining([
      '9.46 EUR is on its way back to your card',
      '4.60 EUR is on its way back to your card',
    ]),
  );
});

test('what a bank does not take is in the wallet again, and can be sent once more', async () => {
  await open.world.funds({ id: samId, handle: 'sam' }, '10.00');
  await refund();
  await open.world.work();
  const { providerRefundId } = await open.world.platform.db.refund.findFirstOrThrow();
  await open.world.emulator.control.failRefund(providerRefundId ?? '');
  await Promise.all([1, 2, 3].map(() => applyRefund(open.world.platform, providerRefundId ?? '')));
  expect(await wallet()).toMatchObject({
    wallets: [{ balance: { amount: '9.46' }, refundable: { amount: '9.46' } }],
    refunds: { nodes: [{ state: 'FAILED', failure: 'lost_or_stolen_card' }] },
  });
  expect((await refund()).data.refundWallet.errors).toEqual([]);
  await open.world.work();
  expect(await wallet()).toMatchObject({
    ...nothing,
    refunds: { nodes: [{ state: 'SUCCEEDED' }, { state: 'FAILED' }] },
  });
});

test('an empty wallet, an unknown currency and a stranger are refused, and no row changes', async () => {
  const before = await open.rows();
  expect((await refund()).data.refundWallet).toEqual({
    amount: null,
    errors: [{ code: 'NOTHING_TO_REFUND', path: [] }],
  });
  expect((await refund('XXX')).data.refundWallet.errors).toEqual([
    { code: 'CURRENCY_UNKNOWN', path: ['currency'] },
  ]);
  expect((await refund('EUR', {})).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(await open.rows()).toEqual(before);
});
