import { createHmac } from 'node:crypto';
import { recordEvidence } from '@flattr/evidence';
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
    livemode: false,
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

const forged = (body: string): Readonly<Record<string, readonly [string, string | undefined, string]>> => {
  const past = (ms: number) => sign(body, { at: Date.now() - ms });
  const last = body.slice(0, -2);
  return {
    'no signature': [body, undefined, 'WEBHOOK_FORGED'],
    'a made-up signature': [body, 't=1,v1=00', 'WEBHOOK_FORGED'],
    'a signature that is none': [body, 'nonsense', 'WEBHOOK_FORGED'],
    'the signature of another secret': [body, sign(body, { secret: 'whsec_other' }), 'WEBHOOK_FORGED'],
    'the signature of another event': [event('evt_3'), sign(body), 'WEBHOOK_FORGED'],
    'one byte more': [`${body} `, sign(body), 'WEBHOOK_FORGED'],
    'one byte less': [last, sign(body), 'WEBHOOK_FORGED'],
    'one byte altered': [body.replace('cs_test_1', 'cs_test_2'), sign(body), 'WEBHOOK_FORGED'],
    'signed 301 seconds ago': [body, past(301_000), 'WEBHOOK_STALE'],
    'signed an hour ago': [body, past(3_600_000), 'WEBHOOK_STALE'],
    'signed 302 seconds ahead': [body, past(-302_000), 'WEBHOOK_STALE'],
    'a thin event': [thin, sign(thin), 'WEBHOOK_THIN'],
    'a live event with a test key': [live(body), sign(live(body)), 'WEBHOOK_OF_OTHER_MODE'],
  };
};

const thin = JSON.stringify({
  id: 'evt_4',
  object: 'v2.core.event',
  type: 'v1.billing.meter.no_meter_found',
});
const live = (body: string): string => body.replace('"livemode":false', '"livemode":true');

test('an event that Stripe did not sign, or signed long ago, is refused, and no row changes (R-11)', async () => {
  const before = await open.rows();
  const cases = Object.entries(forged(event('evt_2')));
  const wrong: unknown[] = [];
  for (const [what, [body, signature, code]] of cases) {
    const answer = await send(body, signature);
    const codes = answer.body.errors?.map((error) => error.code);
    if (answer.status !== 400 || `${codes}` !== code) wrong.push([what, answer]);
  }
  recordEvidence({ id: 'R-11', tried: cases.length, failed: wrong.length });
  expect(wrong).toEqual([]);
  expect(await open.rows()).toEqual(before);
});
