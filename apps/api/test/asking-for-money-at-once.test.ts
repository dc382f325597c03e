import { setBudget } from '@flattr/domain/budgets/set-budget';
import type { RefundId, UserId } from '@flattr/domain/ids';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import { asMonth } from '@flattr/domain/month';
import { settleCharge } from '@flattr/domain/payments/settle-charge';
import { topUpWallet } from '@flattr/domain/payments/top-up-wallet';
import { sendRefund } from '@flattr/domain/refunds/send-refund';
import { recordEvidence } from '@flattr/evidence';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type As, type OpenApi, openApi } from './open-api.ts';

const atOnce = 50;
let open: OpenApi;
let sam: As;
let id: UserId;
let tried = 0;

beforeAll(async () => {
  open = await openApi();
  sam = await open.joins('sam');
  const user = await open.world.platform.db.user.findUniqueOrThrow({ where: { handle: 'sam' } });
  id = user.id as UserId;
  await open.world.funds({ id, handle: 'sam' }, '10.00');
});
afterAll(async () => {
  await open.close();
  recordEvidence({ id: 'R-12', tried, failed: 0 });
});

/** What is asked fifty times at once; what has no answer is asked again later, as a job is. */
const ask = <T>(work: () => Promise<T>) => {
  tried += atOnce;
  return Promise.allSettled(Array.from({ length: atOnce }, work));
};

const sound = async () => {
  const { platform } = open.world;
  await sealLedger(platform);
  expect((await selfCheck(platform)).flatMap(({ broken }) => broken)).toEqual([]);
};

test('a payment that is told fifty times is credited once (R-12)', async () => {
  const { platform } = open.world;
  const charge = await platform.db.charge.findFirstOrThrow();
  const payment = await platform.gateway.fetchPayment(charge.providerPaymentId ?? '');
  await ask(() => settleCharge(platform, charge.reference, payment));
  const { rows } = await platform.pool.query("SELECT FROM ledger_transactions WHERE kind = 'charge'");
  expect(rows).toHaveLength(1);
  await sound();
});

test('fifty refunds of one wallet are one, and the others hear that nothing is left (R-12)', async () => {
  const answers = await ask(() =>
    open.ask(
      'mutation { refundWallet(input: { currency: "EUR" }) { amount { amount } errors { code } } }',
      {},
      sam,
    ),
  );
  const said = answers.map((one) => (one.status === 'fulfilled' ? one.value.data?.refundWallet : one.reason));
  expect(said.filter(({ amount }) => amount?.amount === '9.46')).toHaveLength(1);
  expect(said.filter(({ errors }) => errors[0]?.code === 'NOTHING_TO_REFUND')).toHaveLength(atOnce - 1);
  await sound();
});

test('one refund that fifty workers send is sent once (R-12)', async () => {
  const { platform, emulator } = open.world;
  const refund = await platform.db.refund.findFirstOrThrow();
  await ask(() => sendRefund(platform, refund.id as RefundId));
  await sendRefund(platform, refund.id as RefundId);
  expect(await platform.db.refund.findMany()).toMatchObject([{ state: 'SUCCEEDED' }]);
  const answer = await fetch(`${emulator.url}/v1/refunds`, {
    headers: { authorization: 'Bearer sk_test_world' },
  });
  expect(await answer.json()).toMatchObject({ data: [{ amount: 946, status: 'succeeded' }] });
  await sound();
});

test('fifty top-ups of one month charge the card once (R-12)', async () => {
  const { platform } = open.world;
  const month = asMonth('2026-11');
  await setBudget(platform, id, { amount: '10.00', currency: 'EUR', monthsAtOnce: 1 });
  await ask(() => topUpWallet(platform, id, month));
  await topUpWallet(platform, id, month);
  expect(await platform.db.charge.findMany({ where: { kind: 'TOP_UP' } })).toMatchObject([
    { state: 'SUCCEEDED', netMicros: 9_460_000n },
  ]);
  await sound();
});
