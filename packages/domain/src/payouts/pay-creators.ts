import { transaction } from '@flattr/database';
import { setReserveAside } from '../operator/set-reserve-aside.ts';
import type { Platform } from '../platform.ts';
import type { MonthRow } from '../settlement/month-row.ts';
import { readFreeEarnings } from './free-earnings.ts';
import { releasePayouts } from './release-payouts.ts';
import { startPayout } from './start-payout.ts';

/**
 * Runs a month's payouts: an intent for each creator who can be paid and has enough that is free, released as the balance
 * allows and sent by jobs; and PUBLISHED → PAID once none of them is left to send. Safe to run again: a creator gets one payout
 * a run and currency.
 */
export const payCreators = async (platform: Platform, { month, fence }: MonthRow): Promise<void> => {
  for (const creator of await readFreeEarnings(platform.pool)) {
    await startPayout(platform, month, creator);
  }
  await releasePayouts(platform);
  await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE months SET state = 'PAID', fence = fence + 1, paid_at = flattr_now() WHERE month = $1 AND state = 'PUBLISHED' AND fence = $2
         AND NOT EXISTS (SELECT FROM payouts WHERE month = $1 AND state IN ('WAITING', 'INTENT'))`,
      [month, fence],
    );
    if (rowCount) await setReserveAside(sql, month, platform.policy.reserveBasisPoints);
  });
};
