import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, list, metadata } from '../http/parameters.ts';
import { createPaymentIntent } from '../verbs/create-payment-intent.ts';

const offSession = {
  amount,
  currency,
  customer: z.string(),
  payment_method: z.string(),
  confirm: z.literal('true', 'the emulator creates payment intents with confirm=true only'),
  capture_method: z.literal('automatic').optional(),
  off_session: z.literal('true', 'the emulator creates payment intents with off_session=true only'),
  payment_method_types: list(z.literal('card')).optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  transfer_group: z.string().optional(),
};

/** `/v1/payment_intents` and `/v1/charges` */
export function payments(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/payment_intents', (c) =>
      answerPost(
        emulator,
        c,
        offSession,
        (effect, { confirm, off_session, capture_method, payment_method_types, ...payment }) =>
          createPaymentIntent(effect, payment),
      ),
    )
    .get('/payment_intents', (c) => answerList(emulator, c, 'payment_intent', ['customer']))
    .get('/payment_intents/:id', (c) => answerDocument(emulator, c, 'payment_intent', c.req.param('id')))
    .get('/charges', (c) =>
      answerList(emulator, c, 'charge', ['customer', 'payment_intent', 'transfer_group']),
    )
    .get('/charges/:id', (c) => answerDocument(emulator, c, 'charge', c.req.param('id')));
}
