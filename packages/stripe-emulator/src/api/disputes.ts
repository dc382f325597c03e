import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { closeDispute } from '../verbs/close-dispute.ts';

/** `/v1/disputes`; whoever closes one gives in. */
export function disputes(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/disputes', (c) => answerList(emulator, c, 'dispute', ['charge', 'payment_intent']))
    .get('/disputes/:id', (c) => answerDocument(emulator, c, 'dispute', c.req.param('id')))
    .post('/disputes/:id/close', (c) =>
      answerPost(emulator, c, {}, (effect) => closeDispute(effect, c.req.param('id'), 'lost')),
    );
}
