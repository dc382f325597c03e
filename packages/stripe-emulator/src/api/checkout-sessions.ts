import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, list, metadata, quantity, webUrl } from '../http/parameters.ts';
import { createCheckoutSession } from '../verbs/create-checkout-session.ts';

const product = z.strictObject({ name: z.string().min(1), description: z.string().optional() });
const price = z.strictObject({ currency, unit_amount: amount, product_data: product });
const item = z.strictObject({ quantity, price_data: price });

const request = {
  mode: z.literal('payment'),
  line_items: list(item),
  customer: z.string().optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadata.optional(),
  allowed_payment_method_types: list(z.literal('card')).optional(),
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
    .get('/checkout/sessions/:id', (c) => answerDocument(emulator, c, 'checkout_session', c.req.param('id')));
}
