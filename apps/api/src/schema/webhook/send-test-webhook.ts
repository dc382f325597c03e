import { sendTestWebhook } from '@flattr/domain/webhooks/send-test-webhook';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type DeliveryParts, deliveryPayload } from './payload.ts';

const input = builder.inputType('SendTestWebhookInput', {
  description: 'A webhook endpoint to be tested.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The endpoint’s `id`.' }) }),
});

const payload = deliveryPayload('SendTestWebhookPayload', {
  description: 'The test that is on its way.',
  refusals: '`WEBHOOK_ENDPOINT_UNKNOWN`, `WEBHOOK_ENDPOINT_DISABLED`, `TOO_MANY_TEST_WEBHOOKS`.',
});

builder.mutationField('sendTestWebhook', (t) =>
  t.field({
    type: payload,
    description:
      'Sends a webhook of the type `webhook.test` to an endpoint of the viewer, signed and logged as all others, and tried once. At most 20 within an hour. For a token: scope `WEBHOOKS_MANAGE`.',
    authScopes: { scope: 'webhooks:manage' },
    args: { input: t.arg({ type: input, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, args, asking) =>
      answer<DeliveryParts>(async (parts) => {
        parts.deliveryId = await sendTestWebhook(asking.platform, signedIn(asking), args.input.id);
      }),
  }),
);
