import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, metadata } from '../http/parameters.ts';
import { createRefund } from '../verbs/create-refund.ts';

const refund = {
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: amount.optional(),
  metadata: metadata.default({}),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
};

/** `/v1/refunds` */
export function refunds(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/refunds', (c) => answerPost(emulator, c, refund, createRefund))
    .get('/refunds', (c) => answerList(emulator, c, 'refund', ['charge', 'payment_intent']))
    .get('/refunds/:id', (c) => answerDocument(emulator, c, 'refund', c.req.param('id')));
}
