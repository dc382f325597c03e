import { randomBytes } from 'node:crypto';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { Refusal } from '../refusal.ts';
import { appSecretOf, oauthHash } from './oauth-token.ts';
import { findOwnApp } from './read-apps.ts';

/** Gives a confidential app a new secret, this once; the old one is void at once. Refuses `app-unknown` and `app-public`. */
export const rotateAppSecret = async (platform: Platform, ownerId: UserId, id: string): Promise<string> => {
  const app = await findOwnApp(platform, ownerId, id);
  if (!app) throw new Refusal('app-unknown', ['id']);
  if (!app.isConfidential) throw new Refusal('app-public', ['id']);
  const secret = appSecretOf(randomBytes(32));
  const { rowCount } = await platform.pool.query(
    'UPDATE oauth_apps SET secret_hash = $3, updated_at = flattr_now() WHERE id = $1 AND user_id = $2',
    [id, ownerId, oauthHash(secret)],
  );
  if (!rowCount) throw new Refusal('app-unknown', ['id']);
  return secret;
};
