import { askedRows, askTogether, inPlaces } from '@flattr/database';
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
  const row = await readToken(pool, oauthHash(token.slice(accessPrefix.length)));
  return (
    row && {
      userId: row.user_id,
      clientId: row.client_id,
      scopes: row.scopes.filter(isScope),
      month: asMonth(row.month),
    }
  );
};

type Row = {
  readonly nth: number;
  readonly user_id: UserId;
  readonly client_id: string;
  readonly scopes: string[];
  readonly month: string;
};

/** That an app was used is written once a minute, and nobody waits for another who writes it. */
const readToken = askTogether(async (pool, tokens: readonly string[]) => {
  const { rows } = await pool.query<Row>({
    name: 'find-access-tokens',
    text: `WITH found AS (
       SELECT nth, t.user_id, t.client_id, t.scopes FROM ${askedRows({ token: 'text' })}
       JOIN oauth_access_tokens t ON t.token = asked.token LEFT JOIN sessions s ON s.id = t.session_id
       WHERE t.revoked IS NULL AND t.expires_at > clock_timestamp()
         AND (t.session_id IS NULL OR s.expires_at > clock_timestamp())
     ), stale AS (
       SELECT c.id FROM oauth_consents c
       WHERE EXISTS (SELECT FROM found f WHERE c.client_id = f.client_id AND c.user_id = f.user_id)
         AND (c.last_used_at IS NULL OR c.last_used_at < flattr_now() - interval '1 minute')
       FOR NO KEY UPDATE SKIP LOCKED
     ), used AS (
       UPDATE oauth_consents c SET last_used_at = flattr_now() FROM stale WHERE c.id = stale.id
     )
     SELECT nth::int, user_id, client_id, scopes, month_of(flattr_now()) AS month FROM found`,
    values: [tokens],
  });
  return inPlaces(tokens, rows);
});
