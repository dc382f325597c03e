import type { AddressInfo } from 'node:net';
import { sealLedger } from '@flattr/domain/ledger/seal-ledger';
import { selfCheck } from '@flattr/domain/ledger/self-check';
import type { Person } from '@flattr/test-world';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
let ada: Person;
let payment: string;
let closeServer: () => Promise<void>;

beforeAll(async () => {
  open = await openApi();
  const { world, api } = open;
  ada = await world.joins('ada');
  await world.funds(ada, '10.00');
  const charge = await world.platform.db.charge.findFirstOrThrow();
  payment = charge.providerPaymentId ?? '';
  const server = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  world.emulator.setWebhookUrl(`http://127.0.0.1:${port}/webhooks/stripe`);
  closeServer = () => new Promise((closed) => server.close(() => closed()));
  await heard();
});
afterAll(async () => {
  await open.close();
  await closeServer();
});

const heard = async () => {
  await open.world.emulator.settled();
  await open.world.work();
};

const held = async (): Promise<object> => {
  const { rows } = await open.world.platform.pool.query(
    `SELECT json_object_agg(kind, micros) AS held FROM (SELECT a.kind, sum(e.amount_micros) AS micros
     FROM ledger_accounts a JOIN ledger_entries e ON e.account_id = a.id GROUP BY a.kind) AS each`,
  );
  return rows[0].held;
};

const subjects = async () => (await open.world.mailbox.list()).map(({ subject }) => subject);

const sound = async () => {
  await sealLedger(open.world.platform);
  expect((await selfCheck(open.world.platform)).flatMap(({ broken }) => broken)).toEqual([]);
};

test('a dispute takes the money when the provider’s webhooks tell of it, and says so by mail', async () => {
  await open.world.emulator.control.openDispute({ paymentIntent: payment });
  await heard();
  expect(await held()).toEqual({ wallet: 0, losses: -20_540_000, stripe: 20_540_000 });
  expect(await subjects()).toContain('Your bank took 10.00 EUR back');
  await sound();
});

test('won, it gives the money back but for the provider’s fee', async () => {
  const { rows } = await open.world.platform.pool.query('SELECT provider_id FROM disputes');
  await open.world.emulator.control.closeDispute(rows[0].provider_id, 'won');
  await heard();
  expect(await held()).toEqual({ wallet: 9_460_000, losses: -20_000_000, stripe: 10_540_000 });
  expect(await subjects()).toContain('Your payment of 10.00 EUR to Flattr stands');
  await sound();
});

test('what the operator refunds in the provider’s own pages is taken too, and no fee with it', async () => {
  const before = await open.world.platform.db.charge.count();
  await open.world.funds(ada, '5.00');
  expect(await open.world.platform.db.charge.count()).toBe(before + 1);
  const charge = await open.world.platform.db.charge.findFirstOrThrow({ orderBy: { id: 'desc' } });
  await fetch(`${open.world.emulator.url}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_world' },
    body: new URLSearchParams({ payment_intent: charge.providerPaymentId ?? '' }),
  });
  await heard();
  expect(await held()).toEqual({ wallet: 9_460_000, losses: -20_400_000, stripe: 10_940_000 });
  expect(await subjects()).toContain('5.00 EUR was refunded to your card');
  await sound();
});

test('an inquiry of a bank, which takes no money, changes nothing here', async () => {
  await open.world.funds(ada, '5.00');
  const charge = await open.world.platform.db.charge.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const before = await held();
  await open.world.emulator.control.openDispute({
    paymentIntent: charge.providerPaymentId ?? '',
    inquiry: true,
  });
  await heard();
  expect(await held()).toEqual(before);
  await sound();
});
