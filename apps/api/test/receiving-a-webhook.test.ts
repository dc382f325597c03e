import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApi, openApi } from './open-api.ts';

let open: OpenApi;
beforeAll(async () => {
  open = await openApi();
});
afterAll(() => open.close());

const event = (id: string) =>
  JSON.stringify({
    id,
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_test_1', object: 'checkout.session' } },
  });

const sign = (
  body: string,
  { at = Date.now(), secret = open.world.config.stripe?.webhookSecrets[0] ?? '' } = {},
) => {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
};

const send = async (body: string, signature?: string) => {
  const answer = await open.post(
    '/webhooks/stripe',
    body,
    signature ? { 'stripe-signature': signature } : {},
  );
  return {
    status: answer.status,
    body: (await answer.json()) as { errors?: { code: string; message: string }[] },
  };
};

test('an event is stored with the job that applies it; told again, no row changes', async () => {
  const before = await open.rows();
  const body = event('evt_1');
  expect(await send(body, sign(body))).toEqual({ status: 200, body: { received: true } });
  const after = await open.rows();
  expect(after).toEqual({ ...before, webhook_events: 1, outbox: (before.outbox ?? 0) + 1 });
  for (const again of [body, body]) {
    expect(await send(again, sign(again))).toEqual({ status: 200, body: { received: true } });
  }
  expect(await open.rows()).toEqual(after);
});

test('an event that Stripe did not sign, or signed long ago, is refused, and no row changes', async () => {
  const before = await open.rows();
  const body = event('evt_2');
  const refusedBy = async (signature?: string, sent = body) => {
    const answer = await send(sent, signature);
    expect(answer.body.errors?.[0]?.message).toMatch(/\.$/);
    return [answer.status, answer.body.errors?.map(({ code }) => code)];
  };
  expect(await refusedBy()).toEqual([400, ['WEBHOOK_FORGED']]);
  expect(await refusedBy('t=1,v1=00')).toEqual([400, ['WEBHOOK_FORGED']]);
  expect(await refusedBy('nonsense')).toEqual([400, ['WEBHOOK_FORGED']]);
  expect(await refusedBy(sign(body, { secret: 'whsec_other' }))).toEqual([400, ['WEBHOOK_FORGED']]);
  expect(await refusedBy(sign(body), event('evt_3'))).toEqual([400, ['WEBHOOK_FORGED']]);
  expect(await refusedBy(sign(body, { at: Date.now() - 3_600_000 }))).toEqual([400, ['WEBHOOK_STALE']]);
  expect(await open.rows()).toEqual(before);
});
