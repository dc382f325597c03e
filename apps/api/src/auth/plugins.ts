import { passkey } from '@better-auth/passkey';
import type { Platform } from '@flattr/domain/platform';
import { APIError } from 'better-auth/api';
import { magicLink } from 'better-auth/plugins/magic-link';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { passkeyColumns, twoFactorColumns } from './columns.ts';
import { mailLink } from './mails.ts';
import { drawRecoveryCodes, keptCodes } from './recovery-codes.ts';

/** Ways to sign in after which the authenticator app is asked for; a passkey is two factors by itself. */
const firstSteps = ['/sign-in/email', '/magic-link/verify'];

/** Codes of an authenticator app, and recovery codes of which hashes alone are kept. */
export const authenticatorApp = () => {
  const plugin = twoFactor({
    issuer: 'Flattr',
    allowPasswordless: true,
    backupCodeOptions: {
      customBackupCodesGenerate: drawRecoveryCodes,
      storeBackupCodes: { encrypt: async (codes) => keptCodes(codes), decrypt: async (kept) => kept },
    },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: { modelName: 'two_factors', fields: twoFactorColumns },
    },
  });
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: ({ path }: { path?: string | undefined }) => path !== undefined && firstSteps.includes(path),
  }));
  return { ...plugin, hooks: { after } };
};

/** Links that sign in, for those who are here; nobody joins by one. */
export const signInLinks = (platform: Platform) =>
  magicLink({
    expiresIn: 10 * 60,
    disableSignUp: true,
    storeToken: 'hashed',
    sendMagicLink: async ({ email, token, metadata }) => {
      const user = await platform.db.user.findUnique({ where: { email } });
      if (user) await mailLink(platform, user, token, `${metadata?.next ?? '/'}`);
    },
  });

/** Passkeys of devices that are unlocked by whoever uses them: without that one is refused. */
export const passkeys = (origin: string) =>
  passkey({
    rpName: 'Flattr',
    rpID: new URL(origin).hostname,
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: 'passkey' },
    registration: {
      afterVerification: async ({ verification }) =>
        requireUnlocked(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        requireUnlocked(verification.authenticationInfo.userVerified),
    },
    schema: { passkey: { modelName: 'passkeys', fields: passkeyColumns } },
  });

const requireUnlocked = (unlocked: boolean | undefined): void => {
  if (!unlocked) throw new APIError('UNAUTHORIZED');
};
