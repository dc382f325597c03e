import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { attachPaymentMethod } from '../verbs/attach-payment-method.ts';
import { detachPaymentMethod } from '../verbs/detach-payment-method.ts';

/** `/v1/payment_methods` */
export function paymentMethods(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/payment_methods', (c) => answerList(emulator, c, 'payment_method', ['customer', 'type']))
    .get('/payment_methods/:id', (c) => answerDocument(emulator, c, 'payment_method', c.req.param('id')))
    .post('/payment_methods/:id/attach', (c) =>
      answerPost(emulator, c, { customer: z.string() }, (effect, { customer }) =>
        attachPaymentMethod(effect, c.req.param('id'), customer),
      ),
    )
    .post('/payment_methods/:id/detach', (c) =>
      answerPost(emulator, c, {}, (effect) => detachPaymentMethod(effect, c.req.param('id'))),
    );
}
