import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, metadata } from '../http/parameters.ts';
import { createPayout } from '../verbs/create-payout.ts';
import { cancelPayout } from '../verbs/settle-payout.ts';

const payout = {
  amount,
  currency,
  description: z.string().nullable().default(null),
  metadata: metadata.default({}),
};

/** `/v1/payouts`, of the platform or of the account of the Stripe-Account header */
export function payouts(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/payouts', (c) =>
      answerPost(emulator, c, payout, (effect, asked) =>
        createPayout(effect, effect.account, { ...asked, automatic: false }),
      ),
    )
    .get('/payouts', (c) => answerList(emulator, c, 'payout', ['destination', 'status']))
    .get('/payouts/:id', (c) => answerDocument(emulator, c, 'payout', c.req.param('id')))
    .post('/payouts/:id/cancel', (c) =>
      answerPost(emulator, c, {}, (effect) => cancelPayout(effect, effect.account, c.req.param('id'))),
    );
}
