import type { Month } from '../month.ts';

/** What an endpoint can be told of. A thing's flattrs are told as a count, never by whom. */
export const webhookEvents = [
  'thing.flattred',
  'thing.claimed',
  'month.settled',
  'payout.paid',
  'payout.failed',
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** What is sent besides, when the owner asks for it. */
export const testEvent = 'webhook.test';

/** Something that happens. */
export type Happening =
  | {
      readonly event: 'thing.claimed';
      readonly ownerId: string;
      readonly site: string;
      readonly thingIds: readonly string[];
    }
  | { readonly event: 'month.settled'; readonly month: Month }
  | { readonly event: 'payout.paid' | 'payout.failed'; readonly ownerId: string; readonly payoutId: string };

/** Something that has happened, with the moment, as it is told once it is committed. */
export type WebhookNews = Happening & { readonly at: string };

/** The same news, however often it is told, has the same key. */
export const keyOfNews = (news: WebhookNews): string => {
  if (news.event === 'thing.claimed') return `${news.event}:${news.thingIds[0]}:${news.at}`;
  return `${news.event}:${news.event === 'month.settled' ? news.month : news.payoutId}`;
};
