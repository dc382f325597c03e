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
  const hash = tokenHash(token);
  const { rows } = await pool.query<{ user_id: UserId; scopes: Scope[]; month: string; used: boolean }>({
    name: 'find-token',
    text: `SELECT user_id, scopes, month_of(now) AS month, coalesce(last_used_at > now - interval '1 minute', false) AS used
      FROM (SELECT flattr_now() AS now OFFSET 0) clock CROSS JOIN tokens WHERE hash = $1 AND revoked_at IS NULL`,
    values: [hash],
  });
  const [row] = rows;
  if (row && !row.used) await pool.query(writeUse, [hash]);
  return row && { userId: row.user_id, scopes: row.scopes, month: asMonth(row.month) };
};

/** Of many who come at once with a token, one writes it. */
const writeUse = `UPDATE tokens SET last_used_at = flattr_now()
  WHERE hash = $1 AND (last_used_at IS NULL OR last_used_at < flattr_now() - interval '1 minute')`;
