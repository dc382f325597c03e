import Stripe from 'stripe';
import { expect, it } from 'vitest';
import { signPayload } from './sign-payload.ts';

const secret = 'whsec_test';
const payload = JSON.stringify({ id: 'evt_1', object: 'event' });

it('signs as the stripe package does', () => {
  const timestamp = 1_790_000_000;
  const theirs = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  expect(signPayload(payload, secret, timestamp)).toBe(theirs);
});
