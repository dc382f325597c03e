import { testEvent } from './event-types.ts';

const minute = 60;
const hour = 60 * minute;

/** The pauses after the first failure, the second and so on: growing, and three days together. */
const pauseSeconds = [
  30,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  22 * hour,
] as const;

/** A pause is this much longer or shorter at most, in percent, so that what failed together does not come back together. */
const jitterPercent = 20;

/** From when on without one success, and with failures, an endpoint is disabled. */
export const failingDaysMax = 5;

/**
 * In how many seconds a delivery that has failed so often is tried again; undefined where it is given up. Each pause is the
 * schedule's, give or take a fifth by `random` (0 to 1). A test is tried once.
 */
export const retryAfter = (type: string, failures: number, random: number): number | undefined => {
  const pause = type === testEvent ? undefined : pauseSeconds[failures - 1];
  return pause && Math.ceil(pause + (pause * jitterPercent * (2 * random - 1)) / 100);
};

/** A receiver took it with any 2xx; a redirect is no receiver. */
export const isTaken = (status: number): boolean => status >= 200 && status < 300;
