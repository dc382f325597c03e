import { Hono } from 'hono';
import { z } from 'zod';
import type { Emulator } from '../emulator.ts';
import { answerDocument, answerList } from '../http/answer-get.ts';
import { answerPost } from '../http/answer-post.ts';
import { noAccess } from '../http/authenticate.ts';
import type { Environment } from '../http/environment.ts';
import { metadata, webUrl } from '../http/parameters.ts';
import { changeAccount } from '../verbs/change-account.ts';
import { createAccount } from '../verbs/create-account.ts';
import { createAccountLink } from '../verbs/create-account-link.ts';

const requested = z.strictObject({ requested: z.enum(['true', 'false']) });

const interval = z.enum(['daily', 'manual'], 'the emulator pays out daily or manually');
const schedule = z.strictObject({ interval });
const settings = z.strictObject({ payouts: z.strictObject({ schedule }) });

const account = {
  type: z.enum(['express', 'standard']).default('standard'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Country must be two upper-case letters')
    .default('US'),
  email: z.string().optional(),
  business_type: z.enum(['individual', 'company', 'non_profit']).optional(),
  capabilities: z.strictObject({ transfers: requested.optional() }).optional(),
  metadata: metadata.default({}),
  settings: settings.optional(),
};

const changes = {
  email: z.string().optional(),
  metadata: metadata.optional(),
  settings: settings.optional(),
};

const link = {
  account: z.string(),
  type: z.literal('account_onboarding'),
  refresh_url: webUrl,
  return_url: webUrl,
};

/** `/v1/accounts` and `/v1/account_links` */
export function connect(emulator: Emulator) {
  return new Hono<Environment>()
    .post('/accounts', (c) =>
      answerPost(emulator, c, account, (effect, { email, business_type, capabilities, settings, ...asked }) =>
        createAccount(effect, {
          type: asked.type,
          country: asked.country,
          metadata: asked.metadata,
          email: email ?? null,
          business_type: business_type ?? null,
          transfersRequested: capabilities?.transfers?.requested === 'true',
          payoutInterval: settings?.payouts.schedule.interval ?? 'daily',
        }),
      ),
    )
    .get('/accounts', (c) => answerList(emulator, c, 'account', []))
    .get('/accounts/:id', (c) => {
      const id = c.req.param('id');
      if (emulator.store.get('deauthorization', id)) throw noAccess(id, emulator.secretKey);
      return answerDocument(emulator, c, 'account', id);
    })
    .post('/accounts/:id', (c) =>
      answerPost(emulator, c, changes, (effect, asked) => changeAccount(effect, c.req.param('id'), asked)),
    )
    .post('/account_links', (c) =>
      answerPost(emulator, c, link, (effect, { type, ...asked }) => createAccountLink(effect, asked)),
    );
}
