import { addDays, monthEnd, monthOf, nextMonth } from '../month.ts';
import { payCreators } from '../payouts/pay-creators.ts';
import type { Platform } from '../platform.ts';
import { recordFiring } from '../standing-flattrs/record-firing.ts';
import { type MonthRow, readUnpaidMonths } from './month-row.ts';
import { openMonth } from './open-month.ts';
import { settleMonth } from './settle-month.ts';

/**
 * Moves every month on as far as the clock allows: opens this one and the next, has the standing flattrs of this one fire,
 * settles what is over, pays what is due.
 */
export const turnMonths = async (platform: Platform): Promise<void> => {
  const now = await platform.clock.now();
  const current = monthOf(now);
  await openMonth(platform, current);
  await openMonth(platform, nextMonth(current));
  await recordFiring(platform);
  for (const row of await readUnpaidMonths(platform.pool)) {
    if (monthEnd(row.month) > now) break;
    const settled = row.state === 'PUBLISHED' ? row : await settleMonth(platform, row.month);
    if (challengeOver(settled, now)) await payCreators(platform, settled);
  }
};

const challengeOver = ({ publishedAt, challengeDays }: MonthRow, now: Date): boolean =>
  publishedAt !== null && addDays(publishedAt, challengeDays) <= now;
