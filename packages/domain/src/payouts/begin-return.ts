import { transaction } from '@flattr/database';
import { recordJobs } from '../events.ts';
import type { Platform } from '../platform.ts';
import type { PayoutRow } from './payout-row.ts';

/** Decides that a payout which did not reach the bank comes back, even after it was paid: TRANSFERRED or PAID → RETURNING. */
export const beginReturn = async (
  platform: Platform,
  { id }: PayoutRow,
  failure: string,
  bankPayoutId?: string,
): Promise<void> => {
  const recorded = await transaction(platform.pool, async (sql) => {
    const { rowCount } = await sql.query(
      `UPDATE payouts SET state = 'RETURNING', failure = $2, returning_at = flattr_now(), ended_at = NULL,
         provider_payout_id = coalesce(provider_payout_id, $3)
       WHERE id = $1 AND state IN ('TRANSFERRED', 'PAID')`,
      [id, failure, bankPayoutId],
    );
    return rowCount ? recordJobs(sql, [{ name: 'return-payout', payload: { payoutId: id } }]) : [];
  });
  await platform.queue.ring(recorded);
};
