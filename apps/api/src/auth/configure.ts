import { newId } from '@flattr/domain/ids';
import type { Platform } from '@flattr/domain/platform';
import { passwordLengthMax, passwordLengthMin } from '@flattr/domain/users/joining';
import { betterAuth } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { oauthPlugins } from '../oauth/oauth-plugins.ts';
import { takeCodesOnce } from './code-once.ts';
import { credentialColumns, sessionColumns, userColumns, verificationColumns } from './columns.ts';
import { cookieNamesOf } from './cookies.ts';
import { mailReset } from './mails.ts';
import type { AuthOptions } from './options.ts';
import { authenticatorApp, passkeys, signInLinks } from './plugins.ts';
import { revokeTokens } from './revoke-tokens.ts';

const day = 24 * 60 * 60;

/** better-auth on the platform's own pool and tables; of its routes those of its OAuth server alone are asked, and our forms call its functions. */
export const configure = (platform: Platform, { authSecret, origin }: AuthOptions) => {
  const { pool, clock, log } = platform;
  const cookies = cookieNamesOf(origin);
  return betterAuth({
    database: pool,
    secret: authSecret,
    baseURL: origin,
    basePath: '/auth',
    appName: 'Flattr',
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, sentence, ...facts) => log.warn({ level, facts }, sentence) },
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error) || error.statusCode >= 500)
          log.error({ err: error }, 'the OAuth server failed');
      },
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
      resetPasswordTokenExpiresIn: 60 * 60,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) => mailReset(platform, user, token),
    },
    session: {
      modelName: 'sessions',
      fields: sessionColumns,
      expiresIn: 30 * day,
      disableSessionRefresh: true,
      // How fresh a session has to be is asked where it matters (`session-age.ts`).
      freshAge: 0,
    },
    user: {
      modelName: 'users',
      fields: userColumns,
      additionalFields: { handle: { type: 'string', required: true } },
    },
    account: { modelName: 'credentials', fields: credentialColumns },
    // What a mailed link says is kept as a hash alone.
    verification: {
      modelName: 'verifications',
      fields: verificationColumns,
      storeIdentifier: 'hashed',
    },
    plugins: [authenticatorApp(), signInLinks(platform), passkeys(origin), ...oauthPlugins(origin)],
    hooks: { before: takeCodesOnce(pool) },
    databaseHooks: {
      // When somebody joined is business time; a session ends by the wall clock, as its cookie does.
      user: {
        create: {
          before: async (user) => {
            const now = await clock.now();
            return { data: { ...user, createdAt: now, updatedAt: now } };
          },
        },
        update: {
          // A link that signs in changes a user only where it is the first proof of the address.
          after: async ({ id }, ctx) => {
            if (ctx?.path === '/magic-link/verify') await revokeTokens(pool, id);
          },
        },
      },
    },
    advanced: {
      // Our tables hold what we use of the library, and not all that its plugins could fill.
      database: { generateId: () => newId(), validateSchema: false },
      ipAddress: { disableIpTracking: true },
      useSecureCookies: false,
      cookiePrefix: cookies.prefix,
      defaultCookieAttributes: { secure: origin.startsWith('https:'), sameSite: 'lax' },
      cookies: { session_token: { name: cookies.session } },
    },
  });
};
