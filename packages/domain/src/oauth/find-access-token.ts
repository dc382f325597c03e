import { isScope, type Scope } from '../access/token.ts';
import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { accessPrefix, oauthHash } from './oauth-token.ts';

export const isAccessToken = (token: string): boolean => token.startsWith(accessPrefix);

/**
 * For whom an app acts with this token and what it may do, or undefined if there is no such token, or it ended: by its time, by
 * a refresh, with the session in which it was given, or because it was revoked or its app disconnected.
 */
export const findAccessToken = async (
  { pool }: Platform,
  token: string,
): Promise<{ readonly userId: UserId; readonly scopes: readonly Scope[] } | undefined> => {
  const { rows } = await pool.query<{ user_id: UserId; scopes: string[] }>(
    `WITH found AS (
       SELECT t.user_id, t.client_id, t.scopes FROM oauth_access_tokens t LEFT JOIN sessions s ON s.id = t.session_id
       WHERE t.token = $1 AND t.revoked IS NULL AND t.expires_at > clock_timestamp()
         AND (t.session_id IS NULL OR s.expires_at > clock_timestamp())
     ), used AS (
       UPDATE oauth_consents c SET last_used_at = flattr_now() FROM found f
       WHERE c.client_id = f.client_id AND c.user_id = f.user_id
         AND (c.last_used_at IS NULL OR c.last_used_at < flattr_now() - interval '1 minute')
     )
     SELECT user_id, scopes FROM found`,
    [oauthHash(token.slice(accessPrefix.length))],
  );
  return rows[0] && { userId: rows[0].user_id, scopes: rows[0].scopes.filter(isScope) };
};
