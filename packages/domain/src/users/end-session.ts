import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Ends one of one's own sessions at once. Refuses `session-unknown`, also for one that is over. */
export const endSession = async ({ pool }: Platform, userId: UserId, sessionId: string): Promise<void> => {
  if (!isId(sessionId)) throw new Refusal('session-unknown', ['id']);
  const ended = await pool.query('DELETE FROM sessions WHERE id = $1 AND user_id = $2', [sessionId, userId]);
  if (!ended.rowCount) throw new Refusal('session-unknown', ['id']);
};
