import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, list, metadata } from '../http/parameters.ts';
import { cancelPaymentIntent } from '../verbs/cancel-payment-intent.ts';
import { createPaymentIntent } from '../verbs/create-payment-intent.ts';
import { createSetupIntent } from '../verbs/create-setup-intent.ts';

const truth = z.enum(['true', 'false']);

const payment = {
  amount,
  currency,
  customer: z.string().optional(),
  payment_method: z.string(),
  confirm: z.literal('true', 'the emulator creates payment intents with confirm=true only'),
  capture_method: z.literal('automatic').optional(),
  off_session: truth.optional(),
  payment_method_types: list(z.literal('card')).optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  transfer_group: z.string().optional(),
};

const cancellation = {
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
};

const setup = {
  confirm: z.literal('true', 'the emulator creates setup intents with confirm=true only'),
  payment_method: z.string(),
  payment_method_types: list(z.literal('card')).optional(),
  customer: z.string().optional(),
  description: z.string().optional(),
  metadata: metadata.optional(),
  usage: z.enum(['off_session', 'on_session']).default('off_session'),
};

/** `/v1/setup_intents` */
export function setupIntents(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/setup_intents', (c) =>
      answerPost(emulator, c, setup, (effect, { confirm, payment_method_types, ...asked }) =>
        createSetupIntent(effect, asked),
      ),
    )
    .get('/setup_intents', (c) => answerList(emulator, c, 'setup_intent', ['customer', 'payment_method']))
    .get('/setup_intents/:id', (c) => answerDocument(emulator, c, 'setup_intent', c.req.param('id')));
}

/** `/v1/payment_intents` and `/v1/charges` */
export function payments(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/payment_intents', (c) =>
      answerPost(
        emulator,
        c,
        payment,
        (effect, { confirm, off_session, capture_method, payment_method_types, ...asked }) =>
          createPaymentIntent(effect, { ...asked, offSession: off_session === 'true' }),
      ),
    )
    .post('/payment_intents/:id/cancel', (c) =>
      answerPost(emulator, c, cancellation, (effect, asked) =>
        cancelPaymentIntent(effect, c.req.param('id'), asked.cancellation_reason ?? null),
      ),
    )
    .get('/payment_intents', (c) => answerList(emulator, c, 'payment_intent', ['customer']))
    .get('/payment_intents/:id', (c) => answerDocument(emulator, c, 'payment_intent', c.req.param('id')))
    .get('/charges', (c) =>
      answerList(emulator, c, 'charge', ['customer', 'payment_intent', 'transfer_group']),
    )
    .get('/charges/:id', (c) => answerDocument(emulator, c, 'charge', c.req.param('id')));
}
