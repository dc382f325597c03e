import { deleteWebhookEndpoint } from '@flattr/domain/webhooks/delete-webhook-endpoint';
import { signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { type Answer, answer, errorsDescription, refusalRef } from '../errors.ts';

const input = builder.inputType('DeleteWebhookEndpointInput', {
  description: 'A webhook endpoint to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'The endpoint’s `id`.' }) }),
});

type Parts = { deletedId: string };

const payload = builder.objectRef<Answer<Parts>>('DeleteWebhookEndpointPayload').implement({
  description: 'What was deleted.',
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The `id` of the endpoint that is gone; null if it was refused.',
      resolve: ({ deletedId }) => deletedId,
    }),
    errors: t.field({
      type: [refusalRef],
      description: `${errorsDescription} \`WEBHOOK_ENDPOINT_UNKNOWN\`.`,
      resolve: ({ errors }) => [...errors],
    }),
  }),
});

builder.mutationField('deleteWebhookEndpoint', (t) =>
  t.field({
    type: payload,
    description:
      'Deletes a webhook endpoint of the viewer with its secret and its log. For a token: scope `WEBHOOKS_MANAGE`.',
    authScopes: { scope: 'webhooks:manage' },
    args: { input: t.arg({ type: input, required: true, description: 'Which endpoint.' }) },
    resolve: (_root, args, asking) =>
      answer<Parts>(async (parts) => {
        await deleteWebhookEndpoint(asking.platform, signedIn(asking), args.input.id);
        parts.deletedId = args.input.id;
      }),
  }),
);
