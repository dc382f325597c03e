import { type WebhookEvent, webhookEvents } from '@flattr/domain/webhooks/event-types';
import { forbidden } from '../../graphql-errors.ts';
import type { Viewer } from '../../viewer.ts';
import { builder } from '../builder.ts';

const descriptions: Readonly<Record<WebhookEvent, string>> = {
  'thing.flattred':
    'A thing of the viewer was flattred: how many flattrs it has this month, never whose; at most once in ten seconds for each thing.',
  'thing.claimed': 'Things became the viewer’s by a claim to their site: up to 100 in one webhook.',
  'month.settled': 'A month’s totals are published.',
  'payout.paid': 'The bank has a payout of the viewer.',
  'payout.failed': 'A payout of the viewer did not go through; the money is back in their earnings.',
};

const nameOf = (event: WebhookEvent): string => event.toUpperCase().replace('.', '_');

export const webhookEventRef = builder.enumType('WebhookEvent', {
  description:
    'What a webhook endpoint can be told of. In the webhook’s `type` the same is written with a dot, such as `thing.flattred`.',
  values: Object.fromEntries(
    webhookEvents.map((event) => [nameOf(event), { value: event, description: descriptions[event] }]),
  ) as Record<string, { value: WebhookEvent; description: string }>,
});

/** Whether this tells what somebody earns. */
export const tellsOfEarnings = (type: string): boolean => type.startsWith('payout.');

/** A token that may not read what its user earns sends it nowhere either. */
export const refuseEarnings = (viewer: Viewer | undefined, events: readonly string[]): void => {
  if (events.some(tellsOfEarnings) && !viewer?.scopes.includes('earnings:read'))
    throw forbidden(
      'This token lacks the scope EARNINGS_READ, which an endpoint that hears of payouts needs.',
    );
};
