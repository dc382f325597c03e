import {
  DeleteWebhookEndpointDocument,
  RedeliverWebhookDocument,
  RotateWebhookSecretDocument,
  SendTestWebhookDocument,
  UpdateWebhookEndpointDocument,
} from '@flattr/sdk';
import { showWebhooks } from '../pages/webhooks.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

type Refused = Parameters<typeof firstRefusal>[0];

const backOr = (c: WebContext, errors: Refused) => {
  const refusal = firstRefusal(errors);
  return refusal ? showWebhooks(c, { refusal }) : c.redirect('/me/webhooks', 303);
};

const idOf = async (c: WebContext) => ({ id: (await readForm(c)).text('id') });

/** What the buttons of an endpoint and of its deliveries do, by their names. */
export const webhookActs = {
  enable: async (c: WebContext) => {
    const input = { ...(await idOf(c)), enabled: true };
    return backOr(
      c,
      (await c.var.flattr.request(UpdateWebhookEndpointDocument, { input })).updateWebhookEndpoint.errors,
    );
  },
  disable: async (c: WebContext) => {
    const input = { ...(await idOf(c)), enabled: false };
    return backOr(
      c,
      (await c.var.flattr.request(UpdateWebhookEndpointDocument, { input })).updateWebhookEndpoint.errors,
    );
  },
  delete: async (c: WebContext) => {
    const input = await idOf(c);
    return backOr(
      c,
      (await c.var.flattr.request(DeleteWebhookEndpointDocument, { input })).deleteWebhookEndpoint.errors,
    );
  },
  test: async (c: WebContext) => {
    const input = await idOf(c);
    return backOr(c, (await c.var.flattr.request(SendTestWebhookDocument, { input })).sendTestWebhook.errors);
  },
  redeliver: async (c: WebContext) => {
    const input = await idOf(c);
    return backOr(
      c,
      (await c.var.flattr.request(RedeliverWebhookDocument, { input })).redeliverWebhook.errors,
    );
  },
  rotate: async (c: WebContext) => {
    const input = await idOf(c);
    const { errors, secret } = (await c.var.flattr.request(RotateWebhookSecretDocument, { input }))
      .rotateWebhookSecret;
    return errors.length > 0 ? backOr(c, errors) : showWebhooks(c, { secret: secret ?? undefined });
  },
} as const satisfies Record<string, (c: WebContext) => Promise<Response>>;
