import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { type Scope, tokenHash } from './token.ts';

/**
 * Whose token this is and what it may do, or undefined if there is no such token or it was revoked. When it was last used is
 * written once a minute, so that a request that reads need not write.
 */
export const findToken = async (
  { pool }: Platform,
  token: string,
): Promise<{ readonly userId: UserId; readonly scopes: readonly Scope[] } | undefined> => {
  const { rows } = await pool.query<{ user_id: UserId; scopes: Scope[] }>({
    name: 'find-token',
    text: `WITH found AS (SELECT id, user_id, scopes, last_used_at FROM tokens WHERE hash = $1 AND revoked_at IS NULL),
      used AS (UPDATE tokens t SET last_used_at = flattr_now() FROM found
        WHERE t.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < flattr_now() - interval '1 minute'))
      SELECT user_id, scopes FROM found`,
    values: [tokenHash(token)],
  });
  return rows[0] && { userId: rows[0].user_id, scopes: rows[0].scopes };
};
