import { isDeepStrictEqual } from 'node:util';
import type { Live, LiveTopic, Log } from '@flattr/domain/ports';
import { type Latest, latestOf } from './latest-of.ts';

type Shared<Key extends string, Value> = {
  readonly live: Live;
  readonly log: Log;
  readonly topicOf: (key: Key) => LiveTopic;
  readonly read: (key: Key) => Promise<Value>;
  /** Whether nothing follows this value: who watches is done. */
  readonly isLast?: (value: Value) => boolean;
  /** At most one read of a key in so many milliseconds, however many watch it and however often it changes. */
  readonly everyMs?: number;
  /** After so long it is read although nobody woke us: a wake-up may be lost. */
  readonly healMs?: number;
};

export type SharedReads<Key extends string, Value> = {
  watch(key: Key, onEnd: () => void): AsyncIterableIterator<Value>;
  /** How many keys are watched. */
  readonly size: number;
};

/** What is watched by many is read once for all of them, when it changes; with the last one who goes, all of it goes. */
export const shareReads = <Key extends string, Value>(of: Shared<Key, Value>): SharedReads<Key, Value> => {
  const watched = new Map<Key, Watched<Value>>();
  return {
    watch: (key, onEnd) => {
      const there = watched.get(key) ?? startWatching(of, key, () => watched.delete(key));
      watched.set(key, there);
      return there.join(onEnd);
    },
    get size() {
      return watched.size;
    },
  };
};

type Watched<Value> = { join(onEnd: () => void): AsyncIterableIterator<Value> };

const startWatching = <Key extends string, Value>(
  { live, log, topicOf, read, isLast, everyMs = 1_000, healMs = 30_000 }: Shared<Key, Value>,
  key: Key,
  onEmpty: () => void,
): Watched<Value> => {
  const readers = new Set<Latest<Value>>();
  let latest: { readonly value: Value } | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let reading = false;
  let missed = false;
  const tell = (value: Value) => {
    if (latest && isDeepStrictEqual(latest.value, value)) return;
    latest = { value };
    for (const reader of readers) reader.put(value);
    if (isLast?.(value)) endAll();
  };
  const readOnce = async () => {
    timer = undefined;
    reading = true;
    missed = false;
    readAt = performance.now();
    try {
      tell(await read(key));
    } catch (error) {
      log.warn({ err: error, key }, 'what is watched could not be read');
    }
    reading = false;
    if (missed) wake();
  };
  const wake = () => {
    if (readers.size === 0) return;
    if (reading) missed = true;
    else timer ??= setTimeout(readOnce, Math.max(0, readAt + everyMs - performance.now()));
  };
  const endAll = () => {
    for (const reader of [...readers]) reader.end();
  };
  const unwatch = live.watch(topicOf(key), wake, endAll);
  const healing = setInterval(wake, healMs).unref();
  const leave = (reader: Latest<Value>) => {
    readers.delete(reader);
    if (readers.size > 0) return;
    unwatch();
    clearInterval(healing);
    clearTimeout(timer);
    onEmpty();
  };
  return {
    join: (onEnd) => {
      const reader: Latest<Value> = latestOf(() => {
        leave(reader);
        onEnd();
      });
      readers.add(reader);
      if (latest) reader.put(latest.value);
      else wake();
      return reader.values;
    },
  };
};
