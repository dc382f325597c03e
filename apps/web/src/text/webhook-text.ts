import type { WebhookEvent, WebhooksPageQuery, WebhookTrouble } from '@flattr/sdk';
import { minuteText } from './day-text.ts';

const events = {
  THING_FLATTRED: 'A thing of mine was flattred',
  THING_CLAIMED: 'Things became mine by a claim',
  MONTH_SETTLED: 'A month is settled',
  PAYOUT_PAID: 'My bank has a payout',
  PAYOUT_FAILED: 'A payout did not go through',
} as const satisfies Record<WebhookEvent, string>;

export const webhookEvents = Object.keys(events) as readonly WebhookEvent[];

export const eventText = (event: WebhookEvent): string => events[event];

const troubles = {
  URL_REFUSED: 'nothing is sent to such an address',
  SCHEME_REFUSED: 'its address is not https',
  PORT_REFUSED: 'its port is not the usual one',
  ADDRESS_REFUSED: 'its name leads to an address that is not public',
  TOO_MANY_REDIRECTS: 'it leads elsewhere',
  TOO_SLOW: 'it did not answer within ten seconds',
  TOO_BIG: 'its answer was too long',
  UNREACHABLE: 'it could not be reached',
  UNREADABLE: 'its answer cannot be read',
} as const satisfies Record<WebhookTrouble, string>;

export type Endpoint = NonNullable<WebhooksPageQuery['viewer']>['webhookEndpoints']['nodes'][number];
export type Delivery = Endpoint['deliveries']['nodes'][number];

/** How an endpoint is, and what to do where something is wrong. */
export const endpointText = ({ enabled, disabledReason, failingSince }: Endpoint): string => {
  if (enabled && failingSince)
    return `It has taken nothing since ${minuteText(failingSince)}. We go on trying for five days: see below what it answers.`;
  if (enabled) return 'It is sent what happens.';
  if (disabledReason === 'GONE')
    return 'It answered 410 and is sent nothing any more. Correct the receiver, and enable it again.';
  if (disabledReason === 'FAILING')
    return 'It took nothing for five days and is sent nothing any more. Correct the receiver, and enable it again.';
  return 'You have disabled it: it is sent nothing.';
};

/** What became of a delivery, by its last call. */
export const deliveryText = ({ state, attempts: [last, ...before], nextAttemptAt }: Delivery): string => {
  const again =
    state === 'PENDING' && nextAttemptAt ? ` It is tried again from ${minuteText(nextAttemptAt)} on.` : '';
  if (!last)
    return state === 'FAILED'
      ? 'Not sent: a newer one took its place, or the endpoint was disabled.'
      : 'On its way.';
  const times = before.length > 0 ? ` at the ${before.length + 1}th call` : '';
  if (last.trouble) return `Not taken${times}: ${troubles[last.trouble]}.${again}`;
  const taken = state === 'SUCCEEDED' ? 'Taken' : 'Not taken';
  return `${taken}${times}: it answered ${last.status} after ${last.durationMs} ms.${again}`;
};
