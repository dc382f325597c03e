import { newId, type UserId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import { Refusal } from '@flattr/domain/refusal';
import { emailAddressOf, isEmailAddress } from '@flattr/domain/users/email-address';
import {
  checkJoining,
  type Joining,
  passwordLengthMax,
  passwordLengthMin,
} from '@flattr/domain/users/joining';
import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';

export type AuthOptions = {
  /** Signs the session cookie; at least 32 characters. */
  readonly authSecret: string;
  /** The public origin, such as `https://flattr.example`. */
  readonly origin: string;
};

/** The session cookies to send to the browser, as `set-cookie` values. */
export type SessionCookies = readonly string[];

/** Joining, signing in and out, and who a session cookie stands for. */
export type Auth = {
  readonly cookieName: string;
  join(joining: Joining): Promise<SessionCookies>;
  signIn(by: { readonly email: string; readonly password: string }): Promise<SessionCookies>;
  signOut(headers: Headers): Promise<SessionCookies>;
  readSession(headers: Headers): Promise<UserId | undefined>;
};

/** Passwords and sessions by better-auth, on the platform's own pool and tables. */
export const createAuth = (platform: Platform, options: AuthOptions): Auth => {
  const cookieName = options.origin.startsWith('https:') ? '__Host-flattr_session' : 'flattr_session';
  const { api } = configure(platform, options, cookieName);
  return {
    cookieName,
    join: async (input) => {
      const joining = checkJoining(input);
      if (joining instanceof Refusal) throw joining;
      await refuseTaken(platform, joining);
      try {
        const { headers } = await api.signUpEmail({ body: { ...joining }, returnHeaders: true });
        return headers.getSetCookie();
      } catch (error) {
        // Somebody may have taken the handle or the address since it was looked up.
        await refuseTaken(platform, joining);
        throw error;
      }
    },
    signIn: async ({ email, password }) => {
      const body = { email: emailAddressOf(email), password };
      if (!isEmailAddress(body.email)) throw new Refusal('wrong-password', ['password']);
      try {
        const { headers } = await api.signInEmail({ body, returnHeaders: true });
        return headers.getSetCookie();
      } catch (error) {
        if (isAPIError(error) && error.statusCode === 401) throw new Refusal('wrong-password', ['password']);
        throw error;
      }
    },
    signOut: async (headers) => {
      const { headers: answered } = await api.signOut({ headers: cookiesOf(headers), returnHeaders: true });
      return answered.getSetCookie();
    },
    readSession: async (headers) => {
      if (!headers.get('cookie')?.includes(`${cookieName}=`)) return undefined;
      const session = await api.getSession({ headers: cookiesOf(headers) });
      return session ? (session.user.id as UserId) : undefined;
    },
  };
};

/** Refuses `handle-taken`, then `email-taken`. */
const refuseTaken = async ({ db }: Platform, { handle, email }: Joining) => {
  if (await db.user.findUnique({ where: { handle }, select: { id: true } })) {
    throw new Refusal('handle-taken', ['handle']);
  }
  if (await db.user.findUnique({ where: { email }, select: { id: true } }))
    throw new Refusal('email-taken', ['email']);
};

const cookiesOf = (headers: Headers) => new Headers({ cookie: headers.get('cookie') ?? '' });

const configure = ({ pool, clock, log }: Platform, { authSecret, origin }: AuthOptions, cookieName: string) =>
  betterAuth({
    database: pool,
    secret: authSecret,
    baseURL: origin,
    basePath: '/auth',
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, sentence, ...facts) => log.warn({ level, facts }, sentence) },
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
    },
    session: {
      modelName: 'sessions',
      fields: sessionColumns,
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', ...stamps },
      additionalFields: { handle: { type: 'string', required: true } },
    },
    account: { modelName: 'credentials', fields: credentialColumns },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...stamps } },
    databaseHooks: {
      // When somebody joined is business time; a session ends by the wall clock, as its cookie does.
      user: {
        create: {
          before: async (user) => {
            const now = await clock.now();
            return { data: { ...user, createdAt: now, updatedAt: now } };
          },
        },
      },
    },
    advanced: {
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: cookieName,
          attributes: { secure: origin.startsWith('https:'), sameSite: 'lax' },
        },
      },
    },
  });

const sessionSeconds = 30 * 24 * 60 * 60;

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

const sessionColumns = {
  userId: 'user_id',
  expiresAt: 'expires_at',
  ipAddress: 'ip_address',
  userAgent: 'user_agent',
  ...stamps,
};

const credentialColumns = {
  userId: 'user_id',
  accountId: 'account_id',
  providerId: 'provider_id',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  idToken: 'id_token',
  accessTokenExpiresAt: 'access_token_expires_at',
  refreshTokenExpiresAt: 'refresh_token_expires_at',
  ...stamps,
};
