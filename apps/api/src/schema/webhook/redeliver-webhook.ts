import { redeliverWebhook } from '@flattr/domain/webhooks/redeliver-webhook';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { type DeliveryParts, deliveryPayload } from './payload.ts';

const input = builder.inputType('RedeliverWebhookInput', {
  description: 'A delivery to be sent again.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The delivery’s `id`.' }) }),
});

const payload = deliveryPayload('RedeliverWebhookPayload', {
  description: 'The delivery that is on its way again.',
  refusals: '`DELIVERY_UNKNOWN`, `WEBHOOK_ENDPOINT_DISABLED`, `DELIVERY_UNDER_WAY`.',
});

builder.mutationField('redeliverWebhook', (t) =>
  t.field({
    type: payload,
    description:
      'Sends a delivery that has succeeded or failed again, under the same `webhook-id` and with the same body. For a token: scope `WEBHOOKS_MANAGE`.',
    authScopes: { scope: 'webhooks:manage' },
    args: { input: t.arg({ type: input, required: true, description: 'Which delivery.' }) },
    resolve: (_root, args, asking) =>
      answer<DeliveryParts>(async (parts) => {
        await redeliverWebhook(asking.platform, signedIn(asking), args.input.id);
        parts.deliveryId = args.input.id;
      }),
  }),
);
