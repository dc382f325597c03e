import type { Delivery } from '../store/documents.ts';
import type { Store } from '../store/store.ts';
import { postEvent } from './post-event.ts';

type DeliveryOptions = { url: string | undefined; secret: string };
export type Deliveries = ReturnType<typeof startDeliveries>;

/** How long each further try waits for; after the last one the event counts as undelivered. */
const retriesMs = [200, 1_000, 4_000, 10_000];

/** Sends the events that the store says are pending, those of an earlier run included. */
export function startDeliveries(store: Store, options: DeliveryOptions) {
  const closing = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();
  const underWay = new Map<string, Promise<void>>();
  let url = options.url;

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
    if (state !== 'pending') return;
    timers.set(
      delivery.id,
      setTimeout(() => begin(delivery.id, Promise.resolve()), waitMs),
    );
  }

  async function attempt(id: string, start: Promise<void>): Promise<void> {
    await start;
    const delivery = closing.signal.aborted ? undefined : store.get('delivery', id);
    const event = delivery && store.get('event', id);
    if (!delivery || !event || url === undefined) return;
    const { arrived, outcome } = await postEvent(event, { url, secret: options.secret }, closing.signal);
    if (!closing.signal.aborted) record(delivery, arrived, outcome);
  }

  function begin(id: string, start: Promise<void>): void {
    timers.delete(id);
    const attempted = attempt(id, start).finally(() => underWay.delete(id));
    underWay.set(id, attempted);
  }

  return {
    hasReceiver: () => url !== undefined,
    setUrl(next: string): void {
      url = next;
    },
    /** Begins what is pending and not yet begun, once `start` has come. */
    wake(start: Promise<void>): void {
      if (url === undefined) return;
      const pending = store.list('delivery', { where: { state: 'pending' }, limit: -1 }).reverse();
      for (const { id } of pending) if (!timers.has(id) && !underWay.has(id)) begin(id, start);
    },
    /** Resolves when nothing is being sent; a retry that waits for its time does not count. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    /** Stops at once: what was under way stays pending for the next run. */
    close(): void {
      closing.abort();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
