import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, metadata } from '../http/parameters.ts';
import { missingResource } from '../http/stripe-fault.ts';
import { createTransfer } from '../verbs/create-transfer.ts';
import { reverseTransfer } from '../verbs/reverse-transfer.ts';

const transfer = {
  amount,
  currency,
  destination: z.string(),
  description: z.string().nullable().default(null),
  metadata: metadata.default({}),
  transfer_group: z.string().nullable().default(null),
};

const reversal = { amount: amount.optional(), metadata: metadata.default({}) };

/** `/v1/transfers` and their reversals */
export function transfers(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/transfers', (c) => answerPost(emulator, c, transfer, createTransfer))
    .get('/transfers', (c) => answerList(emulator, c, 'transfer', ['destination', 'transfer_group']))
    .get('/transfers/:id', (c) => answerDocument(emulator, c, 'transfer', c.req.param('id')))
    .post('/transfers/:id/reversals', (c) =>
      answerPost(emulator, c, reversal, (effect, asked) => reverseTransfer(effect, c.req.param('id'), asked)),
    )
    .get('/transfers/:id/reversals', (c) => {
      const id = c.req.param('id');
      if (!emulator.store.get('transfer', id)) throw missingResource('transfer', id);
      return answerList(emulator, c, 'transfer_reversal', [], { transfer: id });
    })
    .get('/transfers/:id/reversals/:reversal', (c) => {
      const id = c.req.param('reversal');
      const held = emulator.store.get('transfer_reversal', id);
      if (held?.transfer !== c.req.param('id')) throw missingResource('transfer reversal', id);
      return answerDocument(emulator, c, 'transfer_reversal', id);
    });
}
