import { rotateWebhookSecret } from '@flattr/domain/webhooks/rotate-webhook-secret';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import type { ShownOnce } from '../idempotency.ts';
import { type EndpointParts, endpointPayload } from './payload.ts';

const input = builder.inputType('RotateWebhookSecretInput', {
  description: 'A webhook endpoint that is to have a new secret.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The endpoint’s `id`.' }) }),
});

const payload = endpointPayload('RotateWebhookSecretPayload', {
  description: 'The endpoint, with its new secret.',
  refusals:
    '`WEBHOOK_ENDPOINT_UNKNOWN`; `SHOWN_ONCE` where the request is asked again with its idempotency key.',
  secret: true,
});

builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: payload,
    description:
      'Gives a webhook endpoint of the viewer a new secret. For 24 hours each webhook is signed with both; rotated again within them, the oldest signs no more. For a token: scope `WEBHOOKS_MANAGE`.',
    authScopes: { scope: 'webhooks:manage' },
    extensions: { shownOnce: ['secret'] } satisfies ShownOnce,
    args: { input: t.arg({ type: input, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, args, asking) =>
      answer<EndpointParts>(async (parts) => {
        const { secret } = await rotateWebhookSecret(asking.platform, signedIn(asking), args.input.id);
        Object.assign(parts, { endpointId: args.input.id, secret });
      }),
  }),
);
