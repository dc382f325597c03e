import { createHourlyLimiter } from '@flattr/adapters';
import type { Platform } from '@flattr/domain/platform';
import type { Hono } from 'hono';
import { createApi } from '../src/index.ts';
import { type Limits, limits } from '../src/limits/numbers.ts';
import { origin } from './open-api.ts';

type Changed = {
  readonly document?: Partial<Limits['document']>;
  readonly cost?: Partial<Limits['cost']>;
};

type Own = {
  readonly changed?: Changed;
  readonly trustedProxies?: number;
  /** Counts the hour in this process, without the database: what reaches the database then is a resolver. */
  readonly apart?: boolean;
};

/** Another API process on the same platform, with limits of its own. */
export const apiWith = (platform: Platform, { changed = {}, trustedProxies, apart }: Own = {}): Hono =>
  createApi(apart ? { ...platform, limiter: createHourlyLimiter(ownCounter()) } : platform, {
    authSecret: 'a secret for tests alone, long enough',
    origin,
    trustedProxies,
    limits: {
      document: { ...limits.document, ...changed.document },
      cost: { ...limits.cost, ...changed.cost },
    },
  });

const ownCounter = () => {
  const keys = new Map<string, number>();
  return {
    consume: async (key: string, points: number) => {
      const consumedPoints = (keys.get(key) ?? 0) + points;
      keys.set(key, consumedPoints);
      return { consumedPoints, msBeforeNext: 60 * 60 * 1000 };
    },
  };
};

type Told = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for.
  readonly body: any;
};

export type From = {
  readonly address?: string;
  readonly headers?: Record<string, string>;
  readonly variables?: object;
};

/** Asks from an address, as a browser or a server out there does. */
export const askFrom = async (api: Hono, query: string, from: From = {}): Promise<Told> => {
  const { address = '192.0.2.1', headers = {}, variables } = from;
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  };
  const connection = { incoming: { socket: { remoteAddress: address } } };
  const answer = await api.request('/graphql', init, connection);
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
};

/** How often a connection to the database was taken while something ran: as often as a resolver asked it, or more. */
export const asksDuring = async ({ pool }: Platform, work: () => Promise<unknown>): Promise<number> => {
  let asks = 0;
  const count = () => {
    asks += 1;
  };
  pool.on('acquire', count);
  await work().finally(() => pool.off('acquire', count));
  return asks;
};
