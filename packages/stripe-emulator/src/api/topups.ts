import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import type { Environment } from '../http/environment.ts';

/** `/v1/topups`, which the control makes. */
export function topups(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/topups', (c) => answerList(emulator, c, 'topup', ['status']))
    .get('/topups/:id', (c) => answerDocument(emulator, c, 'topup', c.req.param('id')));
}
