import type { Counter } from './hourly-limiter.ts';
import type { LimiterStore } from './limiter-store.ts';

const table = { schemaName: 'limits', tableName: 'points' };

/** The points of an hour are counted here; what they are held against is the caller's. */
const counting = { points: Number.MAX_SAFE_INTEGER, duration: 60 * 60, keyPrefix: 'flattr-cost', table };

/** After how many counts those of hours that are over are thrown away. */
const sweepEvery = 1000;

/** Counts the points of an hour, in a table that is not logged: what a crash takes of it is an hour of counting. */
export const countHours = (store: LimiterStore): Counter => {
  const limiter = store.open(counting);
  let counts = 0;
  return {
    consume: async (key, points) => {
      counts += 1;
      if (counts % sweepEvery === 0) await store.sweep('limits.points');
      return limiter.consume(key, points);
    },
  };
};
