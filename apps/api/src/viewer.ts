import { findToken } from '@flattr/domain/access/find-token';
import type { Scope } from '@flattr/domain/access/token';
import { scopes } from '@flattr/domain/access/token';
import type { UserId } from '@flattr/domain/ids';
import { findAccessToken, isAccessToken } from '@flattr/domain/oauth/find-access-token';
import type { Platform } from '@flattr/domain/platform';
import type { Auth, Session } from './auth.ts';
import { unauthenticated } from './graphql-errors.ts';

/** Who asks: a person with a session may do everything of their own, a token, theirs or an app's, what its scopes say. */
export type Viewer = {
  readonly userId: UserId;
  readonly via: 'session' | 'token';
  readonly scopes: readonly Scope[];
  /** Of a person: the session that they ask with. */
  readonly session?: Session;
};

const bearer = /^bearer +(\S+)$/i;

/**
 * Finds who asks, by the `Authorization` header or else the session cookie; nobody without either, and without a session
 * that still stands. A token that is malformed, unknown or revoked is an error, never nobody.
 */
export const findViewer = async (
  platform: Platform,
  auth: Auth,
  headers: Headers,
): Promise<Viewer | undefined> => {
  const authorization = headers.get('authorization');
  if (authorization !== null) {
    const [, token] = bearer.exec(authorization.trim()) ?? [];
    const find = token && isAccessToken(token) ? findAccessToken : findToken;
    const found = token && (await find(platform, token));
    if (!found) {
      throw unauthenticated(
        'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.',
      );
    }
    return { ...found, via: 'token' };
  }
  const session = await auth.readSession(headers);
  return session && { userId: session.userId, via: 'session', scopes, session };
};
