import { addDays, monthEnd, monthOf, nextMonth } from '../month.ts';
import { payCreators } from '../payouts/pay-creators.ts';
import type { Platform } from '../platform.ts';
import { type MonthRow, readUnpaidMonths, takeMonth } from './month-row.ts';
import { openMonth } from './open-month.ts';
import { settleMonth } from './settle-month.ts';

/** Moves every month on as far as the clock allows: opens this one and the next, settles what is over, pays what is due. */
export const turnMonths = async (platform: Platform): Promise<void> => {
  const now = await platform.clock.now();
  const current = monthOf(now);
  await openMonth(platform, current);
  await openMonth(platform, nextMonth(current));
  for (const row of await readUnpaidMonths(platform.pool)) {
    if (monthEnd(row.month) > now) break;
    const published = row.state === 'PUBLISHED';
    const settled = await (published
      ? takeMonth(platform.pool, row.month)
      : settleMonth(platform, row.month));
    if (settled.state !== 'PUBLISHED' && settled.state !== 'PAID') break;
    if (challengeOver(settled, platform.policy.challengeDays, now)) await payCreators(platform, settled);
  }
};

const challengeOver = ({ publishedAt }: MonthRow, challengeDays: number, now: Date): boolean =>
  publishedAt !== null && addDays(publishedAt, challengeDays) <= now;
