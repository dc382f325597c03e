import { newId, type OAuthAppId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type AppChoices, checkApp } from './oauth-app.ts';

/** How an app that nobody vouches for gets its tokens: by a browser that it leads to, never by a code that it sends somebody. */
export const registeredGrantTypes = ['authorization_code', 'refresh_token'];

/**
 * Registers a public app that nobody owns. It is forgotten again if nobody agrees to it in time. Refuses `name-missing`,
 * `website-malformed`, `redirect-uris-out-of-range` and `redirect-uri-malformed`.
 */
export const registerApp = async (
  { pool }: Platform,
  choices: AppChoices,
): Promise<AppChoices & { readonly id: OAuthAppId; readonly createdAt: Date }> => {
  const app = checkApp(choices, { websiteNeeded: false });
  if (app instanceof Refusal) throw app;
  const id = newId<OAuthAppId>();
  const { rows } = await pool.query<{ createdAt: Date }>(
    `INSERT INTO oauth_apps (id, client_id, name, website, redirect_uris, auth_method, grant_types)
     VALUES ($1::uuid, $1, $2, $3, $4, 'none', $5) RETURNING created_at AS "createdAt"`,
    [id, app.name, app.website, JSON.stringify(app.redirectUris), JSON.stringify(registeredGrantTypes)],
  );
  const [row] = rows;
  if (!row) throw new Error('an app was registered and is not there');
  return { ...app, id, createdAt: row.createdAt };
};
