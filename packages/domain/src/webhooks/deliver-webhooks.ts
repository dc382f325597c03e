import type { Jobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import { attemptDelivery } from './attempt-delivery.ts';

/** After so long others have their turn: a slow endpoint holds up nobody but itself. */
const turnMs = 20_000;

/** Calls an endpoint for each of its deliveries that is due, one after the other; another worker that is at it does them. */
export const deliverWebhooks = async (
  platform: Platform,
  { endpointId }: Jobs['deliver-webhooks'],
): Promise<void> => {
  const began = performance.now();
  while (await attemptDelivery(platform, endpointId)) {
    if (platform.stopping?.aborted) return;
    if (performance.now() - began < turnMs) continue;
    return platform.queue.nudge({ name: 'deliver-webhooks', payload: { endpointId } });
  }
};
