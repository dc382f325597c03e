import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';

/** Deletes an app of one's own; what anybody agreed with it and all its tokens end at once. Refuses `app-unknown`. */
export const deleteApp = async ({ pool }: Platform, ownerId: UserId, id: string): Promise<void> => {
  if (!isId(id)) throw new Refusal('app-unknown', ['id']);
  const { rowCount } = await pool.query('DELETE FROM oauth_apps WHERE id = $1 AND user_id = $2', [
    id,
    ownerId,
  ]);
  if (!rowCount) throw new Refusal('app-unknown', ['id']);
};
