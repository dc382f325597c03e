import { type RecordedJob, recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';

/**
 * Records, once per month, that the standing flattrs of the month that the clock is in fire. In a month that was closed
 * before the clock went back into it nothing fires.
 */
export const recordFiring = async (platform: Platform): Promise<void> => {
  try {
    await platform.queue.ring(await recordOnce(platform));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'month-closed') throw error;
  }
};

const recordOnce = (platform: Platform): Promise<readonly RecordedJob[]> =>
  inOpenMonth(platform, undefined, async (sql, open) => {
    const { rowCount } = await sql.query(
      'INSERT INTO standing_flattr_firings (month) VALUES ($1) ON CONFLICT DO NOTHING',
      [open],
    );
    return rowCount ? recordJobs(sql, [{ name: 'fire-standing-flattrs', payload: { month: open } }]) : [];
  });
