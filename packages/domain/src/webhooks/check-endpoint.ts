import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type WebhookEvent, webhookEvents } from './event-types.ts';

/** The address in the form in which it is called. Refuses `webhook-url-refused`. */
export const checkEndpointUrl = ({ webhooks }: Platform, url: string): string => {
  const parsed = URL.parse(url.trim());
  if (!parsed) throw new Refusal('webhook-url-refused', ['url']);
  parsed.hash = '';
  if (parsed.href.length > 2048) throw new Refusal('url-too-long', ['url']);
  if (webhooks.refuses(parsed.href)) throw new Refusal('webhook-url-refused', ['url']);
  return parsed.href;
};

/** Each event once, in the order of the list. Refuses `webhook-events-missing`. */
export const checkEvents = (events: readonly WebhookEvent[]): readonly WebhookEvent[] => {
  if (events.length === 0) throw new Refusal('webhook-events-missing', ['events']);
  return webhookEvents.filter((event) => events.includes(event));
};
