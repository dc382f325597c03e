import { findToken } from '@flattr/domain/access/find-token';
import type { Scope } from '@flattr/domain/access/token';
import { scopes } from '@flattr/domain/access/token';
import type { UserId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import type { Auth } from './auth.ts';
import { unauthenticated } from './graphql-errors.ts';

/** Who asks: a person with a session may do everything of their own, a token what its scopes say. */
export type Viewer = {
  readonly userId: UserId;
  readonly via: 'session' | 'token';
  readonly scopes: readonly Scope[];
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
    const found = token && (await findToken(platform, token));
    if (!found)
      throw unauthenticated('This token is unknown or was revoked. Send `Authorization: Bearer flt_pat_…`.');
    return { ...found, via: 'token' };
  }
  const userId = await auth.readSession(headers);
  return userId && { userId, via: 'session', scopes };
};
