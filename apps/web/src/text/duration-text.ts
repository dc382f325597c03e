import { countText } from './money-text.ts';

const minute = 60;
const hour = 60 * minute;

/** About how long something takes, as people say it: `40 seconds`, `3 minutes`, `2 hours`. Never rounded down. */
export const durationText = (seconds: number): string => {
  if (seconds <= 90) return countText(Math.max(1, seconds), 'second');
  if (seconds <= 90 * minute) return countText(Math.ceil(seconds / minute), 'minute');
  return countText(Math.ceil(seconds / hour), 'hour');
};
