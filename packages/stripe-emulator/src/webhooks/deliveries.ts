import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { ordinaryBehaviour, travel, type WebhookBehaviour } from './behaviour.ts';
import { postEvent } from './post-event.ts';

type DeliveryOptions = { url: string | undefined; secret: string; behaviour?: Partial<WebhookBehaviour> };
export type Deliveries = ReturnType<typeof startDeliveries>;

/** How long each further try waits for; after the last one the event counts as undelivered. */
const retriesMs = [200, 1_000, 4_000, 10_000];

/** Sends the events that the store says are pending, those of an earlier run included. */
export function startDeliveries(store: Store, options: DeliveryOptions) {
  const closing = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();
  const underWay = new Map<string, Promise<void>>();
  let url = options.url;
  let behaviour: WebhookBehaviour = { ...ordinaryBehaviour, ...options.behaviour };

  /** Records what an attempt met, and when the next one is due. */
  function record(delivery: Delivery, arrived: boolean, outcome: string): void {
    const attempts = delivery.attempts + 1;
    const waitMs = retriesMs[attempts - 1];
    const given = waitMs === undefined ? 'undelivered' : 'pending';
    const state = arrived ? 'delivered' : given;
    store.transaction(() => {
      store.put('delivery', { ...delivery, attempts, outcome, state });
      const event = store.get('event', delivery.id);
      if (arrived && event) store.put('event', { ...event, pending_webhooks: 0 });
    });
    if (state !== 'pending' || behaviour.held) return;
    timers.set(
      delivery.id,
      setTimeout(() => begin(delivery.id, Promise.resolve()), waitMs),
    );
  }

  /** Sends an event once and says whether it arrived; undefined if there is nobody to send it to. */
  async function send(id: string): Promise<boolean | undefined> {
    const delivery = closing.signal.aborted ? undefined : store.get('delivery', id);
    const event = delivery && store.get('event', id);
    if (!delivery || !event || url === undefined) return undefined;
    const { arrived, outcome } = await postEvent(event, { url, secret: options.secret }, closing.signal);
    if (closing.signal.aborted) return undefined;
    if (delivery.state === 'pending') record(delivery, arrived, outcome);
    return arrived;
  }

  async function attempt(id: string, start: Promise<void>): Promise<void> {
    await start;
    const copies = behaviour.copies;
    await travel(behaviour, closing.signal);
    const arrived = await send(id);
    for (let copy = 1; arrived && copy < copies; copy += 1) {
      await travel(behaviour, closing.signal);
      await send(id);
    }
  }

  function begin(id: string, start: Promise<void>): Promise<void> {
    clearTimeout(timers.get(id));
    timers.delete(id);
    const attempted = attempt(id, start).finally(() => underWay.delete(id));
    underWay.set(id, attempted);
    return attempted;
  }

  const pending = () => store.list('delivery', { where: { state: 'pending' }, limit: -1 }).reverse();

  /** Begins what is pending and not yet begun, once `start` has come, unless events are held. */
  function wake(start: Promise<void>): void {
    if (url === undefined || behaviour.held) return;
    for (const { id } of pending()) if (!timers.has(id) && !underWay.has(id)) void begin(id, start);
  }

  return {
    hasReceiver: () => url !== undefined,
    setUrl(next: string): void {
      url = next;
    },
    wake,
    /** Changes how webhooks travel from now on; what was held leaves when it no longer is. */
    setBehaviour(next: Partial<WebhookBehaviour>): WebhookBehaviour {
      behaviour = { ...behaviour, ...next };
      wake(Promise.resolve());
      return behaviour;
    },
    /** The events that have not arrived yet, the oldest first. */
    pendingEvents: () => pending().flatMap(({ id }) => store.get('event', id) ?? []),
    /** Sends events one after the other in the given order, those that have arrived before once more. */
    async deliver(ids: readonly string[]): Promise<void> {
      for (const id of ids) await begin(id, Promise.resolve());
    },
    /** Resolves when nothing is being sent; a retry that waits for its time and what is held do not count. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    /** Resolves when every event has arrived or is given up, those that are tried again included; what is held does not count. */
    async arrived(): Promise<void> {
      while (underWay.size > 0 || timers.size > 0) {
        await Promise.all(underWay.values());
        if (timers.size > 0) await wait(10);
      }
    },
    /** Stops at once: what was under way stays pending for the next run. */
    close(): void {
      closing.abort();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
