import { Redis } from 'ioredis';
import type { FanOut } from './create-live.ts';

const channel = 'flattr:live';

/** Fans out by publish and subscribe of Redis; ioredis connects again by itself and subscribes anew. */
export const createRedisFanOut = (url: string): FanOut => {
  const opened: Redis[] = [];
  const open = (options: { enableOfflineQueue?: boolean; maxRetriesPerRequest: number | null }): Redis => {
    const redis = new Redis(url, { ...options, lazyConnect: true });
    redis.on('error', () => {});
    opened.push(redis);
    return redis;
  };
  let sender: Redis | undefined;
  return {
    send: async (topics) => {
      sender ??= open({ maxRetriesPerRequest: 1 });
      await sender.publish(channel, topics.join(' '));
    },
    listen: (hear, onListening) => {
      const listener = open({ maxRetriesPerRequest: null });
      listener.on('message', (_channel, topics: string) => hear(topics.split(' ')));
      // The first time this is queued until it is connected; later ioredis subscribes before it is ready.
      listener.on('ready', onListening);
      listener.subscribe(channel).then(onListening, () => {});
    },
    close: async () => {
      for (const redis of opened) redis.disconnect();
    },
  };
};
