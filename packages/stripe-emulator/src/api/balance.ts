import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList, answerObject } from '../http/answer-get.ts';
import type { Environment } from '../http/environment.ts';
import { readBalance } from '../money/read-balance.ts';

/** `/v1/balance` and `/v1/balance_transactions` */
export function balance(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/balance', (c) => answerObject(emulator, c, readBalance(emulator.store, c.get('account'))))
    .get('/balance_transactions', (c) =>
      answerList(emulator, c, 'balance_transaction', ['currency', 'source', 'type']),
    )
    .get('/balance_transactions/:id', (c) =>
      answerDocument(emulator, c, 'balance_transaction', c.req.param('id')),
    );
}
