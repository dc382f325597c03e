import { builder } from '../builder.ts';
import './attempt.ts';
import { tellsOfEarnings } from './events.ts';

const stateDescriptions = {
  PENDING: 'It is on its way, or is tried again at `nextAttemptAt`.',
  SUCCEEDED: 'The receiver took it, by an answer of 2xx.',
  FAILED:
    'It is not tried again by itself: the last of ten tries failed, the endpoint was disabled, or a newer count took its place.',
} as const;

type DeliveryState = keyof typeof stateDescriptions;

const deliveryStateRef = builder.enumType('WebhookDeliveryState', {
  description: 'How a delivery stands.',
  values: Object.fromEntries(
    Object.entries(stateDescriptions).map(([state, description]) => [state, { value: state, description }]),
  ) as Record<DeliveryState, { value: DeliveryState; description: string }>,
});

const stateOf = (text: string): DeliveryState => {
  if (text === 'PENDING' || text === 'SUCCEEDED' || text === 'FAILED') return text;
  throw new Error(`${text} is no state of a delivery`);
};

export const webhookDeliveryRef = builder.prismaObject('WebhookDelivery', {
  description: 'One webhook for one endpoint, kept for 30 days after it has ended.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description: 'Its id, for `redeliverWebhook`; sent as `webhook-id`, the same with each attempt.',
    }),
    type: t.exposeString('type', {
      description: 'What it tells of, as in its body, such as `thing.flattred`; `webhook.test` for a test.',
    }),
    state: t.field({
      type: deliveryStateRef,
      description: 'How it stands.',
      resolve: ({ state }) => stateOf(state),
    }),
    body: t.exposeString('body', {
      nullable: true,
      authScopes: ({ type }) => (tellsOfEarnings(type) ? { scope: 'earnings:read' } : true),
      unauthorizedResolver: () => null,
      description:
        'What is sent, byte for byte. Null where a count was not sent yet, and of a payout for a token without the scope `EARNINGS_READ`.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was decided.' }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it is tried next; null once it has ended.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken or given up; null before.',
    }),
    attempts: t.relation('attempts', {
      description: 'The calls, the latest first: at most ten, and ten more each time it is redelivered.',
      query: { orderBy: { attempt: 'desc' }, take: 100 },
    }),
  }),
});
