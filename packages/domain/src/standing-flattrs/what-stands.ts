import type { UserId } from '../ids.ts';
import type { Month } from '../month.ts';

/** Which of a supporter's standing flattrs stand in a month: not stopped, and not over by themselves. */
export const whatStands = (supporterId: UserId, month: Month) => ({
  supporterId,
  stoppedAt: null,
  OR: [{ lastMonth: null }, { lastMonth: { gte: month } }],
});
