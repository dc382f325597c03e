import { CreateWebhookEndpointDocument } from '@flattr/sdk';
import { showWebhooks } from '../pages/webhooks.ts';
import { webhookEvents } from '../text/webhook-text.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Adds a webhook endpoint and shows its secret, this once. */
export const createWebhookEndpoint = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const ticked = form.texts('event');
  const typed = {
    url: form.text('url').trim(),
    events: webhookEvents.filter((event) => ticked.includes(event)),
  };
  const { errors, secret } = (await c.var.flattr.request(CreateWebhookEndpointDocument, { input: typed }))
    .createWebhookEndpoint;
  const refusal = firstRefusal(errors);
  if (refusal) return showWebhooks(c, { refusal, typed });
  return showWebhooks(c, { secret: secret ?? undefined });
};
