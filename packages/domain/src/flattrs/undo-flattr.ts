import { guardOf, transaction } from '@flattr/database';
import type { ThingId, UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/**
 * Takes a flattr of the open month back, as if it had never been. Refuses `month-closed` for a month that was cut, and
 * `not-flattred` where there is none.
 */
export const undoFlattr = async (
  { pool }: Platform,
  supporterId: UserId,
  { thingId, month }: { readonly thingId: ThingId; readonly month?: string },
): Promise<void> => {
  try {
    await transaction(pool, async (sql) => {
      const held = await sql.query<{ month: string | null }>('SELECT hold_open_month() AS month');
      const open = held.rows[0]?.month;
      if (month !== undefined && month !== open) throw new Refusal('month-closed', ['month']);
      const { rowCount } = await sql.query(
        'DELETE FROM flattrs WHERE month = $1 AND supporter_id = $2 AND thing_id = $3',
        [open, supporterId, thingId],
      );
      if (!rowCount) throw new Refusal('not-flattred', ['thing']);
    });
  } catch (error) {
    throw guardOf(error) ? new Refusal('month-closed', ['month']) : error;
  }
};
