import { setTimeout as wait } from 'node:timers/promises';

/** Rests for as long as its pace asks after the work since the last rest. */
export type Rest = () => Promise<void>;

/** Less work than this is not worth a rest. */
const leastMs = 2;

/** At half speed or less, one worker at a time has a shard in hand. */
export const takesTurns = (percent: number): boolean => percent <= 50;

/** Who has the turn works faster than the pace asked for: that the others wait is a part of the rest. */
const inTurns = 1.2;

/** A paced settlement is laid out in so many times smaller shards: what one writes at once, the commits of others wait for. */
export const timesFiner = (percent: number): number => (percent < 100 ? 10 : 1);

/** How long a worker rests after so much work. */
export const restMs = (percent: number, workedMs: number): number => {
  const working = takesTurns(percent) ? percent * inTurns : percent;
  return working >= 100 || workedMs < leastMs ? 0 : (workedMs * (100 - working)) / working;
};

/** Leaves what a pace in percent leaves of the time to others, in rests as short as the work between them. */
export const pacing = (percent: number): Rest => {
  let since = performance.now();
  return async () => {
    const rest = restMs(percent, performance.now() - since);
    if (rest === 0) return;
    await wait(rest);
    since = performance.now();
  };
};
