import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import type { Environment } from '../http/environment.ts';
import { amount, currency, metadata, webUrl } from '../http/parameters.ts';
import { createAccount } from '../verbs/create-account.ts';
import { createAccountLink } from '../verbs/create-account-link.ts';
import { createTransfer } from '../verbs/create-transfer.ts';

const requested = z.strictObject({ requested: z.enum(['true', 'false']) });

const account = {
  type: z.literal('express'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Country must be two upper-case letters')
    .default('US'),
  email: z.string().optional(),
  business_type: z.enum(['individual', 'company', 'non_profit']).optional(),
  capabilities: z.strictObject({ transfers: requested.optional() }).optional(),
  metadata: metadata.default({}),
};

const link = {
  account: z.string(),
  type: z.literal('account_onboarding'),
  refresh_url: webUrl,
  return_url: webUrl,
};

const transfer = {
  amount,
  currency,
  destination: z.string(),
  description: z.string().nullable().default(null),
  metadata: metadata.default({}),
  transfer_group: z.string().nullable().default(null),
};

/** `/v1/accounts`, `/v1/account_links` and `/v1/transfers` */
export function connect(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/accounts', (c) =>
      answerPost(emulator, c, account, (effect, { country, email, business_type, capabilities, metadata }) =>
        createAccount(effect, {
          country,
          metadata,
          email: email ?? null,
          business_type: business_type ?? null,
          transfersRequested: capabilities?.transfers?.requested === 'true',
        }),
      ),
    )
    .get('/accounts/:id', (c) => answerDocument(emulator, c, 'account', c.req.param('id')))
    .post('/account_links', (c) =>
      answerPost(emulator, c, link, (effect, { type, ...asked }) => createAccountLink(effect, asked)),
    )
    .post('/transfers', (c) => answerPost(emulator, c, transfer, createTransfer))
    .get('/transfers', (c) => answerList(emulator, c, 'transfer', ['destination', 'transfer_group']))
    .get('/transfers/:id', (c) => answerDocument(emulator, c, 'transfer', c.req.param('id')));
}
