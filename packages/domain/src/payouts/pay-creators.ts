import { transaction } from '@flattr/database';
import { dueLooks } from '../claims/due-looks.ts';
import { lookBeforePayout } from '../claims/look-before-payout.ts';
import type { UserId } from '../ids.ts';
import { setReserveAside } from '../operator/set-reserve-aside.ts';
import type { Platform } from '../platform.ts';
import type { MonthRow } from '../settlement/month-row.ts';
import { readFreeEarnings } from './free-earnings.ts';
import { releasePayouts } from './release-payouts.ts';
import { startPayout } from './start-payout.ts';

/**
 * Runs a month's payouts: an intent for each creator who can be paid and has enough that is free, released as the balance
 * allows and sent by jobs; and PUBLISHED → PAID once none of them is left to send. Safe to run again: a creator gets one payout
 * a run and currency. Whose sites' proofs have to be looked at again first come last: nobody else waits for a site's answer.
 */
export const payCreators = async (platform: Platform, { month, fence }: MonthRow): Promise<void> => {
  const free = await readFreeEarnings(platform.pool);
  const looksDue = await readLooksDue(platform);
  for (const creator of free) {
    if (!looksDue.has(creator.creatorId)) await startPayout(platform, month, creator);
  }
  await releasePayouts(platform);
  const later = new Set(free.map(({ creatorId }) => creatorId).filter((id) => looksDue.has(id)));
  for (const creatorId of later) {
    await lookBeforePayout(platform, creatorId);
    for (const creator of await readFreeEarnings(platform.pool, creatorId))
      await startPayout(platform, month, creator);
  }
  if (later.size > 0) await releasePayouts(platform);
  await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE months SET state = 'PAID', fence = fence + 1, paid_at = flattr_now() WHERE month = $1 AND state = 'PUBLISHED' AND fence = $2
         AND NOT EXISTS (SELECT FROM payouts WHERE month = $1 AND state IN ('WAITING', 'INTENT'))`,
      [month, fence],
    );
    if (rowCount) await setReserveAside(sql, month, platform.policy.reserveBasisPoints);
  });
};

/** Who can be paid and has a site whose proof nobody looked at for some days. */
const readLooksDue = async ({ pool, policy }: Platform): Promise<ReadonlySet<UserId>> => {
  const { rows } = await pool.query<{ user_id: UserId }>(
    `SELECT DISTINCT user_id FROM claims WHERE ${dueLooks('$1')}
       AND user_id IN (SELECT creator_id FROM payees WHERE payouts_enabled)`,
    [policy.proofDays],
  );
  return new Set(rows.map((row) => row.user_id));
};
