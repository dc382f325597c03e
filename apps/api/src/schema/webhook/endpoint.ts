import { webhookEvents } from '@flattr/domain/webhooks/event-types';
import { builder } from '../builder.ts';
import './delivery.ts';
import { webhookEventRef } from './events.ts';

const reasonDescriptions = {
  OWNER: 'Its owner disabled it.',
  GONE: 'It answered 410.',
  FAILING: 'It took nothing for five days.',
} as const;

type DisabledReason = keyof typeof reasonDescriptions;

const disabledReasonRef = builder.enumType('WebhookDisabledReason', {
  description: 'Why an endpoint is disabled.',
  values: Object.fromEntries(
    Object.entries(reasonDescriptions).map(([reason, description]) => [
      reason,
      { value: reason, description },
    ]),
  ) as Record<DisabledReason, { value: DisabledReason; description: string }>,
});

const reasonOf = (endpoint: { enabled: boolean; disabledReason: string | null }): DisabledReason | null => {
  if (endpoint.enabled) return null;
  const { disabledReason } = endpoint;
  return disabledReason === 'GONE' || disabledReason === 'FAILING' ? disabledReason : 'OWNER';
};

export const webhookEndpointRef = builder.prismaObject('WebhookEndpoint', {
  description:
    'Where the viewer’s webhooks go. Its secret is shown when it is made or rotated, and never again.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Its id.' }),
    url: t.exposeString('url', { description: 'Its https address.' }),
    events: t.field({
      type: [webhookEventRef],
      description: 'Of what it hears.',
      resolve: ({ events }) => webhookEvents.filter((event) => events.includes(event)),
    }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether anything is sent to it.' }),
    disabledReason: t.field({
      type: disabledReasonRef,
      nullable: true,
      description: 'Why it is disabled; null while it is enabled.',
      select: { enabled: true, disabledReason: true },
      resolve: reasonOf,
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is disabled; null while it is enabled.',
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'When it failed first since it last took something; null while all is well.',
    }),
    previousSecretUntil: t.expose('previousUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when the secret before the last rotation signs as well; null if there was none.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    deliveries: t.relatedConnection('deliveries', {
      cursor: 'id',
      totalCount: true,
      description: 'What was sent to it and what waits to be, newest first.',
      query: { orderBy: { id: 'desc' } },
    }),
  }),
});
