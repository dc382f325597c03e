import { Hono } from 'hono';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import type { Environment } from '../http/environment.ts';

/** `/v1/events` */
export function events(emulator: Emulator) {
  return new Hono<Environment>()
    .get('/events', (c) => {
      const account = c.get('account');
      return answerList(emulator, c, 'event', ['type'], account ? { account } : {});
    })
    .get('/events/:id', (c) => answerDocument(emulator, c, 'event', c.req.param('id')));
}
