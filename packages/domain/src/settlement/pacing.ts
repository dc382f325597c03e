import { setTimeout as wait } from 'node:timers/promises';

/** Rests for as long as its pace asks after the work since the last rest. */
export type Rest = () => Promise<void>;

/** Less work than this is not worth a rest. */
const leastMs = 5;

/** Leaves what a pace in percent leaves of the time to others, in rests as short as the work between them. */
export const pacing = (percent: number): Rest => {
  let since = performance.now();
  return async () => {
    const workedMs = performance.now() - since;
    if (percent >= 100 || workedMs < leastMs) return;
    await wait((workedMs * (100 - percent)) / percent);
    since = performance.now();
  };
};
