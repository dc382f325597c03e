import { Refusal } from '@flattr/domain/refusal';
import Stripe from 'stripe';
import { expect, test } from 'vitest';
import { readEvent } from './read-event.ts';

const secret = 'whsec_live';
const live = { secretKey: 'sk_live_1', webhookSecrets: ['whsec_older', secret] };
const restricted = { ...live, secretKey: 'rk_live_1' };
const testing = { ...live, secretKey: 'sk_test_1' };
const stripe = new Stripe('sk_test_1');

const read = (livemode: boolean, keys: typeof live) => {
  const data = { object: { id: 'cs_1', object: 'checkout.session' } };
  const type = 'checkout.session.completed';
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', livemode, type, data });
  const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
  return readEvent(stripe, payload, signature, keys);
};

test('an event is read with any of the secrets, and with a key of its own mode alone', () => {
  expect(read(true, live)).toEqual({ id: 'evt_1', type: 'checkout.session.completed', objectId: 'cs_1' });
  expect(read(true, restricted).id).toBe('evt_1');
  expect(read(false, testing).id).toBe('evt_1');
  for (const keys of [live, restricted])
    expect(() => read(false, keys)).toThrow(new Refusal('webhook-of-other-mode'));
  expect(() => read(true, testing)).toThrow(new Refusal('webhook-of-other-mode'));
});
