import { isScope, type Scope } from '../access/token.ts';
import type { UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { accessPrefix, oauthHash } from './oauth-token.ts';

export const isAccessToken = (token: string): boolean => token.startsWith(accessPrefix);

/** An app that acts for somebody. */
export type Acting = {
  readonly userId: UserId;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** The month that the clock is in. */
  readonly month: Month;
};

/**
 * For whom an app acts with this token and what it may do, or undefined if there is no such token, or it ended: by its time, by
 * a refresh, with the session in which it was given, or because it was revoked or its app disconnected.
 */
export const findAccessToken = async ({ pool }: Platform, token: string): Promise<Acting | undefined> => {
  const { rows } = await pool.query<{ user_id: UserId; client_id: string; scopes: string[]; month: string }>({
    name: 'find-access-token',
    text: `WITH found AS (
       SELECT t.user_id, t.client_id, t.scopes FROM oauth_access_tokens t LEFT JOIN sessions s ON s.id = t.session_id
       WHERE t.token = $1 AND t.revoked IS NULL AND t.expires_at > clock_timestamp()
         AND (t.session_id IS NULL OR s.expires_at > clock_timestamp())
     ), used AS (
       UPDATE oauth_consents c SET last_used_at = flattr_now() FROM found f
       WHERE c.client_id = f.client_id AND c.user_id = f.user_id
         AND (c.last_used_at IS NULL OR c.last_used_at < flattr_now() - interval '1 minute')
     )
     SELECT user_id, client_id, scopes, month_of(flattr_now()) AS month FROM found`,
    values: [oauthHash(token.slice(accessPrefix.length))],
  });
  const [row] = rows;
  return (
    row && {
      userId: row.user_id,
      clientId: row.client_id,
      scopes: row.scopes.filter(isScope),
      month: asMonth(row.month),
    }
  );
};
