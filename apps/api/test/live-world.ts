import { createPlatform, type WiredPlatform } from '@flattr/adapters';
import { createWorld, type World } from '@flattr/test-world';
import { serve } from '@hono/node-server';
import { createApi } from '../src/index.ts';

export type Stream = {
  /** The next value, or undefined where the stream has completed. */
  next(): Promise<unknown>;
  /** Goes away, as a browser does that is closed. */
  leave(): void;
};

export type ApiProcess = {
  readonly url: string;
  readonly platform: WiredPlatform;
  /** How many topics it watches. */
  readonly watches: () => number;
  ask(query: string, how?: { token?: string; method?: 'GET' | 'POST' }): Promise<Response>;
  watch(query: string): Promise<Stream>;
  close(): Promise<void>;
};

export type LiveWorld = {
  readonly world: World;
  readonly one: ApiProcess;
  readonly other: ApiProcess;
  close(): Promise<void>;
};

/** One database behind two processes of the API, which hear of each other by Redis or by PostgreSQL. */
export const openLiveWorld = async (redisUrl?: string): Promise<LiveWorld> => {
  const world = await createWorld();
  const one = await startApi(world, redisUrl);
  const other = await startApi(world, redisUrl);
  return {
    world,
    one,
    other,
    close: async () => {
      await one.close();
      await other.close();
      await world.close();
    },
  };
};

const startApi = async (world: World, redisUrl?: string): Promise<ApiProcess> => {
  const platform = await createPlatform({ ...world.config, redisUrl }, { queue: world.platform.queue });
  let watches = 0;
  const live: WiredPlatform['live'] = {
    ...platform.live,
    watch: (...watched) => {
      const leave = platform.live.watch(...watched);
      watches += 1;
      return () => {
        watches -= 1;
        leave();
      };
    },
  };
  const api = createApi(
    { ...platform, live },
    { authSecret: 'a secret for tests alone, long enough', origin: 'http://localhost:4000' },
  );
  const [server, port] = await new Promise<[ReturnType<typeof serve>, number]>((ready) => {
    const served = serve({ fetch: api.fetch, port: 0, hostname: '127.0.0.1' }, (info) =>
      ready([served, info.port]),
    );
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const ask: ApiProcess['ask'] = (query, { token, method = 'POST' } = {}) =>
    askFor(url, query, token, method);
  return {
    url,
    platform,
    watches: () => watches,
    ask,
    watch: async (query) => readStream(await ask(query)),
    close: async () => {
      // Open streams end with what feeds them; nothing else keeps the server.
      await platform.live.close();
      await new Promise((closed) => server.close(closed));
      await platform.close();
    },
  };
};

const askFor = (url: string, query: string, token: string | undefined, method: 'GET' | 'POST') => {
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  if (method === 'GET')
    return fetch(`${url}?query=${encodeURIComponent(query)}`, { headers: { accept: headers.accept } });
  return fetch(url, { method, headers, body: JSON.stringify({ query }) });
};

/** Reads server-sent events as `EventSource` does, as far as GraphQL uses them. */
export const readStream = (response: Response): Stream => {
  const type = response.headers.get('content-type');
  if (!type?.startsWith('text/event-stream') || !response.body)
    throw new Error(`no stream: ${response.status} ${type}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<unknown> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        if (/^event: complete/m.test(event)) return undefined;
        const [, data] = /^data: (.*)$/m.exec(event) ?? [];
        if (/^event: next/m.test(event) && data) return JSON.parse(data);
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      text += value;
    }
  };
  return { next, leave: () => void reader.cancel() };
};
