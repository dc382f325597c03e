import type { Sql } from '@flattr/database';
import type { UserId } from '../ids.ts';
import type { Month } from '../month.ts';
import { leaveSplits } from './leave-splits.ts';

/**
 * Ends what somebody who left gives and receives, with the open month already: nothing of theirs stands or is flattred in it,
 * their things have no creator from it on, and no split names them. Done again, it ends what slipped in meanwhile.
 */
export const endTakingPart = async (sql: Sql, userId: UserId, open: Month): Promise<void> => {
  await sql.query(
    'UPDATE standing_flattrs SET stopped_at = flattr_now() WHERE supporter_id = $1 AND stopped_at IS NULL',
    [userId],
  );
  await sql.query('DELETE FROM flattrs WHERE month = $1 AND supporter_id = $2', [open, userId]);
  await sql.query('UPDATE things SET creator_id = NULL, creator_from = NULL WHERE creator_id = $1', [userId]);
  await leaveSplits(sql, userId, open);
};
