import type { UserId } from '../ids.ts';
import type { Platform } from '../platform.ts';
import { type Scope, tokenHash } from './token.ts';

/** Whose token this is and what it may do, or undefined if there is no such token or it was revoked. */
export const findToken = async (
  { pool }: Platform,
  token: string,
): Promise<{ readonly userId: UserId; readonly scopes: readonly Scope[] } | undefined> => {
  const { rows } = await pool.query<{ user_id: UserId; scopes: Scope[] }>(
    `UPDATE tokens SET last_used_at = flattr_now() WHERE hash = $1 AND revoked_at IS NULL RETURNING user_id, scopes`,
    [tokenHash(token)],
  );
  return rows[0] && { userId: rows[0].user_id, scopes: rows[0].scopes };
};
