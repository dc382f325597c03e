import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Suggests something no more this month, however often it is played; again changes nothing. Refuses `suggestion-unknown`. */
export const dismissSuggestion = async ({ pool }: Platform, userId: UserId, url: string): Promise<void> => {
  const { rowCount } = await pool.query(
    'UPDATE listens SET dismissed = true WHERE user_id = $1 AND month = month_of(flattr_now()) AND url = $2',
    [userId, url],
  );
  if (!rowCount) throw new Refusal('suggestion-unknown', ['url']);
};
