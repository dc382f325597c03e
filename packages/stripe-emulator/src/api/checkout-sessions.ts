import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, list, metadata, quantity, seconds, webUrl } from '../http/parameters.ts';
import { createCheckoutSession } from '../verbs/create-checkout-session.ts';
import { expireCheckoutSession } from '../verbs/expire-checkout-session.ts';

const product = z.strictObject({ name: z.string().min(1), description: z.string().optional() });
const price = z.strictObject({ currency, unit_amount: amount, product_data: product });
const item = z.strictObject({ quantity, price_data: price });

const request = {
  mode: z.enum(['payment', 'setup']),
  line_items: list(item).optional(),
  currency: currency.optional(),
  expires_at: seconds.optional(),
  customer: z.string().optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadata.optional(),
  allowed_payment_method_types: list(z.literal('card')).optional(),
  payment_method_types: list(z.literal('card')).optional(),
  setup_intent_data: z
    .strictObject({ description: z.string().optional(), metadata: metadata.optional() })
    .optional(),
  payment_intent_data: z
    .strictObject({
      description: z.string().optional(),
      metadata: metadata.optional(),
      capture_method: z.literal('automatic').optional(),
      setup_future_usage: z.literal('off_session').optional(),
    })
    .optional(),
  success_url: webUrl,
  cancel_url: webUrl.optional(),
};

/** `/v1/checkout/sessions` */
export function checkoutSessions(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/checkout/sessions', (c) => answerPost(emulator, c, request, createCheckoutSession))
    .post('/checkout/sessions/:id/expire', (c) =>
      answerPost(emulator, c, {}, (effect) => expireCheckoutSession(effect, c.req.param('id'))),
    )
    .get('/checkout/sessions', (c) =>
      answerList(emulator, c, 'checkout_session', ['customer', 'payment_intent', 'status']),
    )
    .get('/checkout/sessions/:id', (c) => answerDocument(emulator, c, 'checkout_session', c.req.param('id')));
}
