import type { Effect } from '../emulator.ts';
import { buildEvent, type EventFacts, type EventObjects } from '../objects/event.ts';

type Emitted<T extends keyof EventObjects> = Omit<EventFacts<T>, 'request' | 'pendingWebhooks'>;

/** Stores an event and, where there is a receiver, the delivery that it still needs. */
export function emitEvent<T extends keyof EventObjects>(effect: Effect, emitted: Emitted<T>): void {
  const { store, request, hasReceiver } = effect;
  const event = buildEvent({ ...emitted, request, pendingWebhooks: hasReceiver ? 1 : 0 }, effect.at);
  store.put('event', event);
  store.put('delivery', {
    id: event.id,
    state: hasReceiver ? 'pending' : 'none',
    attempts: 0,
    outcome: null,
  });
}
