import type { ThingId, UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { inOpenMonth } from '../settlement/in-open-month.ts';

/**
 * Takes a flattr of the open month back, as if it had never been; one that stands comes back with the next month. Refuses
 * `month-closed` for a month that was cut, and `not-flattred` where there is none.
 */
export const undoFlattr = async (
  platform: Platform,
  supporterId: UserId,
  { thingId, month }: { readonly thingId: ThingId; readonly month?: string },
): Promise<void> => {
  await inOpenMonth(platform, month, async (sql, open) => {
    // Firing that has not come to it yet must not bring it back; it locks in this order too.
    await sql.query(
      `UPDATE standing_flattrs SET fired_month = $1
       WHERE supporter_id = $2 AND thing_id = $3 AND fired_month < $1`,
      [open, supporterId, thingId],
    );
    const { rowCount } = await sql.query(
      'DELETE FROM flattrs WHERE month = $1 AND supporter_id = $2 AND thing_id = $3',
      [open, supporterId, thingId],
    );
    if (!rowCount) throw new Refusal('not-flattred', ['thing']);
  });
  platform.live.changed(`thing:${thingId}`);
};
