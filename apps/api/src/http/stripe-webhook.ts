import { receiveWebhook } from '@flattr/domain/payments/receive-webhook';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { Hono } from 'hono';
import { refusedAnswer } from './refused-answer.ts';

/** `POST /webhooks/stripe`: 200 for an event that is stored, again or for the first time; 400 for one that is not Stripe's. */
export const stripeWebhook = (platform: Platform): Hono =>
  new Hono().post('/webhooks/stripe', async (c) => {
    try {
      await receiveWebhook(platform, await c.req.text(), c.req.header('stripe-signature'));
      return c.json({ received: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return c.json(refusedAnswer(c, error), 400);
    }
  });
