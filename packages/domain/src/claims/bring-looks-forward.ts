import type { Platform } from '../platform.ts';
import { dueLooks } from './due-looks.ts';

/**
 * Brings the next look at the proofs of whoever can be paid forward to now, from some days before a month ends until it is
 * paid, so that the payouts find proofs that were looked at of late, and what is gone is known as gone by then.
 */
export const bringLooksForward = async ({ pool, policy }: Platform): Promise<void> => {
  await pool.query(
    `UPDATE claims SET next_check_at = flattr_now() WHERE id IN (
       SELECT id FROM claims c WHERE ${dueLooks('$1')} AND next_check_at > flattr_now() + interval '10 minutes'
         AND EXISTS (SELECT FROM payees p WHERE p.creator_id = c.user_id AND p.payouts_enabled)
         AND EXISTS (SELECT FROM months m WHERE m.state <> 'PAID' AND
           ((m.month || '-01')::timestamp + interval '1 month') AT TIME ZONE 'UTC' - make_interval(days => $1) <= flattr_now())
       ORDER BY checked_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
    [policy.proofDays],
  );
};
