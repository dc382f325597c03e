import type { ThingId, UserId } from '../ids.ts';
import { type Month, monthOf } from '../month.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Stops a standing flattr: no month after this fires it. The flattr of the open month, if it is there, stays until it is
 * undone. Refuses `not-standing`.
 */
export const stopStandingFlattr = async (
  { pool, clock }: Platform,
  supporterId: UserId,
  thingId: ThingId,
): Promise<void> => {
  const month: Month = monthOf(await clock.now());
  const { rowCount } = await pool.query(
    `UPDATE standing_flattrs SET stopped_at = flattr_now()
     WHERE supporter_id = $1 AND thing_id = $2 AND stopped_at IS NULL AND coalesce(last_month, $3) >= $3`,
    [supporterId, thingId, month],
  );
  if (!rowCount) throw new Refusal('not-standing', ['thing']);
};
