import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { metadata } from '../http/parameters.ts';
import { missingResource } from '../http/stripe-fault.ts';
import { createCustomer } from '../verbs/create-customer.ts';
import { updateCustomer } from '../verbs/update-customer.ts';

const facts = {
  email: z.string().max(512).optional(),
  name: z.string().max(256).optional(),
  description: z.string().optional(),
  phone: z.string().max(20).optional(),
  metadata: metadata.optional(),
};

const changes = {
  ...facts,
  invoice_settings: z.strictObject({ default_payment_method: z.string() }).optional(),
};

/** `/v1/customers` and the cards that each has saved. */
export function customers(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/customers', (c) => answerPost(emulator, c, facts, createCustomer))
    .post('/customers/:id', (c) =>
      answerPost(emulator, c, changes, (effect, asked) => updateCustomer(effect, c.req.param('id'), asked)),
    )
    .get('/customers/:id', (c) => answerDocument(emulator, c, 'customer', c.req.param('id')))
    .get('/customers/:id/payment_methods', (c) => {
      const customer = c.req.param('id');
      if (!emulator.store.get('customer', customer)) throw missingResource('customer', customer);
      return answerList(emulator, c, 'payment_method', ['type'], { customer });
    });
}
