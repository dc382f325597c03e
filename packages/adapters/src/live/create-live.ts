import { setTimeout as wait } from 'node:timers/promises';
import type { Live, LiveTopic, Log } from '@flattr/domain/ports';

/** What carries topics from process to process. */
export type FanOut = {
  send(topics: readonly string[]): Promise<void>;
  /** Hears from now on, and again after each loss of the connection, of which `onListening` tells. */
  listen(hear: (topics: readonly string[]) => void, onListening: () => void): void;
  close(): Promise<void>;
};

/** So long changes are gathered: a crowd's flattrs of one thing are one message of each process. */
const gatherMs = 250;
const closeWithinMs = 1_000;

type Watcher = { readonly wake: () => void; readonly end: () => void };

/**
 * The live port over something that fans out. A process connects when it has something to send or to hear. What is lost on the
 * way is a warning in the log; after a connection was away all are woken, since nobody knows what they have missed.
 */
export const createLive = (fanOut: FanOut, log: Log): Live => {
  const watchers = new Map<string, Set<Watcher>>();
  const changed = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;
  let listening = false;
  let closed = false;
  let sending = Promise.resolve();
  const send = () => {
    gathering = undefined;
    const topics = [...changed];
    changed.clear();
    sending = fanOut
      .send(topics)
      .catch((error: Error) => log.warn({ err: error }, 'those who watch were not woken'));
  };
  const wake = (topics: Iterable<string>) => {
    for (const topic of topics) for (const watcher of watchers.get(topic) ?? []) watcher.wake();
  };
  return {
    changed: (topic) => {
      if (closed) return;
      changed.add(topic);
      gathering ??= setTimeout(send, gatherMs).unref();
    },
    watch: (topic: LiveTopic, wakeOne, end) => {
      const watcher = { wake: wakeOne, end };
      const there = watchers.get(topic) ?? new Set();
      watchers.set(topic, there.add(watcher));
      if (!listening) fanOut.listen(wake, () => wake(watchers.keys()));
      listening = true;
      return () => {
        there.delete(watcher);
        if (there.size === 0 && watchers.get(topic) === there) watchers.delete(topic);
      };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      clearTimeout(gathering);
      for (const watcher of [...watchers.values()].flatMap((there) => [...there])) watcher.end();
      await Promise.race([sending, wait(closeWithinMs, undefined, { ref: false })]);
      await fanOut.close();
    },
  };
};
