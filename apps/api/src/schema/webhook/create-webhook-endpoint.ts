import { createWebhookEndpoint } from '@flattr/domain/webhooks/create-webhook-endpoint';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import { refuseEarnings, webhookEventRef } from './events.ts';
import { type EndpointParts, endpointPayload } from './payload.ts';

const input = builder.inputType('CreateWebhookEndpointInput', {
  description: 'A webhook endpoint to make.',
  fields: (t) => ({
    url: t.string({ required: true, description: 'A public https address on its usual port.' }),
    events: t.field({
      type: [webhookEventRef],
      required: true,
      description: 'Of what it hears: at least one kind.',
    }),
  }),
});

const payload = endpointPayload('CreateWebhookEndpointPayload', {
  description: 'The new endpoint, with its secret.',
  refusals:
    '`WEBHOOK_URL_REFUSED`, `URL_TOO_LONG`, `WEBHOOK_EVENTS_MISSING`, `TOO_MANY_WEBHOOK_ENDPOINTS`; `SHOWN_ONCE` where the request is asked again with its idempotency key.',
  secret: true,
});

builder.mutationField('createWebhookEndpoint', (t) =>
  t.field({
    type: payload,
    description:
      'Makes a webhook endpoint: each event is sent to it by POST, signed as Standard Webhooks say. For a token: scope `WEBHOOKS_MANAGE`, and `EARNINGS_READ` for `PAYOUT_PAID` and `PAYOUT_FAILED`.',
    authScopes: { scope: 'webhooks:manage' },
    extensions: { shownOnce: ['secret'] } satisfies ShownOnce,
    args: { input: t.arg({ type: input, required: true, description: 'The endpoint.' }) },
    resolve: (_root, args, asking) => {
      refuseEarnings(asking.viewer, args.input.events);
      return answer<EndpointParts>(async (parts) => {
        const { id, secret } = await createWebhookEndpoint(asking.platform, signedIn(asking), args.input);
        Object.assign(parts, { endpointId: id, secret });
      });
    },
  }),
);
