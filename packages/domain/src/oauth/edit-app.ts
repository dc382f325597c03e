import { isId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type AppChoices, checkApp } from './oauth-app.ts';

/**
 * Changes what an app of one's own is called and where codes go; its tokens stay. Refuses `name-missing`, `website-malformed`,
 * `redirect-uris-out-of-range`, `redirect-uri-malformed` and `app-unknown`.
 */
export const editApp = async (
  { pool }: Platform,
  ownerId: UserId,
  id: string,
  choices: AppChoices,
): Promise<void> => {
  const app = checkApp(choices);
  if (app instanceof Refusal) throw app;
  if (!isId(id)) throw new Refusal('app-unknown', ['id']);
  const { rowCount } = await pool.query(
    `UPDATE oauth_apps SET name = $3, website = $4, redirect_uris = $5, updated_at = flattr_now()
     WHERE id = $1 AND user_id = $2`,
    [id, ownerId, app.name, app.website, JSON.stringify(app.redirectUris)],
  );
  if (!rowCount) throw new Refusal('app-unknown', ['id']);
};
