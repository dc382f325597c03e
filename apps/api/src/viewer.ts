import { createHash } from 'node:crypto';
import { findToken } from '@flattr/domain/access/find-token';
import type { Scope } from '@flattr/domain/access/token';
import { scopes } from '@flattr/domain/access/token';
import type { UserId } from '@flattr/domain/ids';
import type { Month } from '@flattr/domain/month';
import { findAccessToken, isAccessToken } from '@flattr/domain/oauth/find-access-token';
import type { Platform } from '@flattr/domain/platform';
import type { Auth, Session } from './auth.ts';
import { unauthenticated } from './graphql-errors.ts';

/** Who asks: a person with a session may do everything of their own, a token, theirs or an app's, what its scopes say. */
export type Viewer = {
  readonly userId: UserId;
  readonly via: 'session' | 'token';
  readonly scopes: readonly Scope[];
  /** Whose hour pays for what they ask: a person's own, a token's, or an app's for this person, whichever of its tokens it sends. */
  readonly hour: string;
  /** Of a person: the session that they ask with. */
  readonly session?: Session;
  /** Of a token: the month that the clock was in when it was found. */
  readonly month?: Month;
};

/** A token knows which things are its user’s, and which they registered, if it may read of them, or register. */
export const mayKnowThings = ({ scopes }: Viewer): boolean =>
  scopes.includes('me:read') || scopes.includes('things:write');

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
    const found = token && (await findByToken(platform, token));
    if (!found) {
      throw unauthenticated(
        'This token is unknown, over or revoked. Send `Authorization: Bearer flt_pat_…`, or `flt_oat_…` as an app.',
      );
    }
    return found;
  }
  const session = await auth.readSession(headers);
  return (
    session && { userId: session.userId, via: 'session', scopes, session, hour: `user:${session.userId}` }
  );
};

const findByToken = async (platform: Platform, token: string): Promise<Viewer | undefined> => {
  if (isAccessToken(token)) {
    const acting = await findAccessToken(platform, token);
    if (!acting) return undefined;
    const { userId, clientId, scopes: agreed, month } = acting;
    return { userId, scopes: agreed, month, via: 'token', hour: `app:${clientId}:${userId}` };
  }
  const found = await findToken(platform, token);
  const hour = `token:${createHash('sha256').update(token).digest('base64url')}`;
  return found && { ...found, via: 'token', hour };
};
