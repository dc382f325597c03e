import { randomBytes } from 'node:crypto';
import { newId, type OAuthAppId, type UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { type AppChoices, appsMax, checkApp } from './oauth-app.ts';
import { appSecretOf, oauthHash } from './oauth-token.ts';

/** How an app gets its tokens: by a code that a browser brings, by a code that a person confirms, and by the token before. */
const grantTypes = ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'];

/**
 * Registers an app, and returns the secret of a confidential one, this once. Refuses `name-missing`, `website-malformed`,
 * `redirect-uris-out-of-range`, `redirect-uri-malformed` and `too-many-apps`.
 */
export const createApp = async (
  { pool }: Platform,
  ownerId: UserId,
  choices: AppChoices & { readonly isConfidential: boolean },
): Promise<{ readonly id: OAuthAppId; readonly secret: string | undefined }> => {
  const app = checkApp(choices);
  if (app instanceof Refusal) throw app;
  const id = newId<OAuthAppId>();
  const secret = choices.isConfidential ? appSecretOf(randomBytes(32)) : undefined;
  const { rowCount } = await pool.query(
    `INSERT INTO oauth_apps (id, client_id, user_id, name, website, redirect_uris, secret_hash, auth_method, grant_types)
     SELECT $1::uuid, $1, $2::uuid, $3, $4, $5::jsonb, $6, $7, $8::jsonb
     WHERE (SELECT count(*) FROM oauth_apps WHERE user_id = $2) < $9`,
    [
      id,
      ownerId,
      app.name,
      app.website,
      JSON.stringify(app.redirectUris),
      secret === undefined ? null : oauthHash(secret),
      secret === undefined ? 'none' : 'client_secret_basic',
      JSON.stringify(grantTypes),
      appsMax,
    ],
  );
  if (!rowCount) throw new Refusal('too-many-apps');
  return { id, secret };
};
