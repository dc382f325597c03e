import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';

/** Ends all sessions of a user but one, and says how many those were. */
export const endOtherSessions = async (
  { pool }: Platform,
  userId: UserId,
  keptId: string,
): Promise<number> => {
  const ended = await pool.query('DELETE FROM sessions WHERE user_id = $1 AND id <> $2', [userId, keptId]);
  return ended.rowCount ?? 0;
};
