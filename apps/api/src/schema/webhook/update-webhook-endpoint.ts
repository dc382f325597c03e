import { isId } from '@flattr/domain/ids';
import { updateWebhookEndpoint } from '@flattr/domain/webhooks/update-webhook-endpoint';
import { type Asking, signedIn } from '../../asking.ts';
import { builder } from '../builder.ts';
import { answer } from '../errors.ts';
import { refuseEarnings, webhookEventRef } from './events.ts';
import { type EndpointParts, endpointPayload } from './payload.ts';

const input = builder.inputType('UpdateWebhookEndpointInput', {
  description: 'What changes of a webhook endpoint; what is left out stays.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The endpoint’s `id`.' }),
    url: t.string({ description: 'A public https address on its usual port.' }),
    events: t.field({ type: [webhookEventRef], description: 'Of what it hears: at least one kind.' }),
    enabled: t.boolean({
      description:
        'Whether anything is sent to it. Disabled, what waits for it has failed, and what happens is not sent later.',
    }),
  }),
});

const payload = endpointPayload('UpdateWebhookEndpointPayload', {
  description: 'The endpoint as it is now.',
  refusals: '`WEBHOOK_URL_REFUSED`, `URL_TOO_LONG`, `WEBHOOK_EVENTS_MISSING`, `WEBHOOK_ENDPOINT_UNKNOWN`.',
  secret: false,
});

/** Of what an endpoint of the viewer hears so far. */
const heardSoFar = async (asking: Asking, id: string): Promise<readonly string[]> => {
  if (!isId(id)) return [];
  const where = { id, userId: signedIn(asking) };
  const found = await asking.platform.db.webhookEndpoint.findFirst({ where, select: { events: true } });
  return found?.events ?? [];
};

builder.mutationField('updateWebhookEndpoint', (t) =>
  t.field({
    type: payload,
    description:
      'Changes a webhook endpoint of the viewer, or enables it again. For a token: scope `WEBHOOKS_MANAGE`, and `EARNINGS_READ` for one that hears of payouts.',
    authScopes: { scope: 'webhooks:manage' },
    args: { input: t.arg({ type: input, required: true, description: 'The changes.' }) },
    resolve: async (_root, { input: { id, url, events, enabled } }, asking) => {
      refuseEarnings(asking.viewer, [...(events ?? []), ...(await heardSoFar(asking, id))]);
      return answer<EndpointParts>(async (parts) => {
        await updateWebhookEndpoint(asking.platform, signedIn(asking), {
          id,
          url: url ?? undefined,
          events: events ?? undefined,
          enabled: enabled ?? undefined,
        });
        parts.endpointId = id;
      });
    },
  }),
);
