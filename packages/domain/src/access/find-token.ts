import type { UserId } from '../ids.ts';
import { asMonth, type Month } from '../month.ts';
import type { Platform } from '../platform.ts';
import { type Scope, tokenHash } from './token.ts';

/** Whose token it is, what it may do, and the month that the clock is in: nearly all who ask with one ask about that. */
export type FoundToken = {
  readonly userId: UserId;
  readonly scopes: readonly Scope[];
  readonly month: Month;
};

/**
 * Whose token this is, or undefined if there is no such token or it was revoked. When it was last used is
 * written once a minute, so that a request that reads need not write.
 */
export const findToken = async ({ pool }: Platform, token: string): Promise<FoundToken | undefined> => {
  const { rows } = await pool.query<{ user_id: UserId; scopes: Scope[]; month: string }>({
    name: 'find-token',
    text: `WITH found AS (SELECT id, user_id, scopes, last_used_at FROM tokens WHERE hash = $1 AND revoked_at IS NULL),
      used AS (UPDATE tokens t SET last_used_at = flattr_now() FROM found
        WHERE t.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < flattr_now() - interval '1 minute'))
      SELECT user_id, scopes, month_of(flattr_now()) AS month FROM found`,
    values: [tokenHash(token)],
  });
  const [row] = rows;
  return row && { userId: row.user_id, scopes: row.scopes, month: asMonth(row.month) };
};
