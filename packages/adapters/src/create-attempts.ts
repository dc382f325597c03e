import type { Allowance, Attempts } from '@flattr/domain/ports';
import { RateLimiterRes, type RateLimiterStoreAbstract } from 'rate-limiter-flexible';
import type { LimiterStore } from './limiter-store.ts';

/** Counts attempts, each allowance by a limiter of its own. */
export const createAttempts = (store: LimiterStore): Attempts => {
  const limiters = new Map<string, RateLimiterStoreAbstract>();
  const limiterOf = ({ points, seconds }: Allowance): RateLimiterStoreAbstract => {
    const name = `${points}/${seconds}`;
    const known = limiters.get(name);
    if (known) return known;
    const table = { tableName: 'attempts' };
    const made = store.open({ points, duration: seconds, keyPrefix: 'flattr-attempts', table });
    limiters.set(name, made);
    return made;
  };
  return {
    count: async (key, allowance) => {
      try {
        await limiterOf(allowance).consume(key);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
    forgive: async (key, allowance) => {
      await limiterOf(allowance).reward(key);
    },
    forget: async (key, allowance) => {
      await limiterOf(allowance).delete(key);
    },
  };
};
