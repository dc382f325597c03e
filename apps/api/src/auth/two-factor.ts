import { Refusal } from '@flattr/domain/refusal';
import { refuseUnverified } from '@flattr/domain/users/refuse-unverified';
import { isAPIError } from 'better-auth/api';
import { cookiesOf } from './cookies.ts';
import { type Core, inBackground } from './core.ts';
import { mailChanged } from './mails.ts';
import { requireProven } from './require-person.ts';
import type { SessionCookies } from './session-cookies.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';
import { TooManyAttempts } from './too-many-attempts.ts';

/** What an authenticator app is given, and the codes for where it is not at hand; shown once. */
export type SettingUp = {
  readonly secret: string;
  readonly uri: string;
  readonly recoveryCodes: readonly string[];
};

/** What the library answers to a wrong code, password or challenge, as a refusal; anything else is our fault. */
export const tellTwoFactor = (error: unknown): never => {
  if (!isAPIError(error)) throw error;
  switch (error.body?.code) {
    case 'INVALID_CODE':
    case 'INVALID_BACKUP_CODE':
      throw new Refusal('code-wrong', ['code']);
    case 'INVALID_PASSWORD':
      throw new Refusal('wrong-password', ['password']);
    case 'TOTP_ALREADY_ENABLED':
      throw new Refusal('two-factor-on');
    case 'TOTP_NOT_ENABLED':
    case 'TWO_FACTOR_NOT_ENABLED':
    case 'BACKUP_CODES_NOT_ENABLED':
      throw new Refusal('two-factor-off');
    case 'ACCOUNT_TEMPORARILY_LOCKED':
      throw new TooManyAttempts(15 * 60);
    case 'INVALID_TWO_FACTOR_COOKIE':
    case 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE':
      throw new Refusal('sign-in-over');
    default:
      throw error;
  }
};

/**
 * Draws the secret of an authenticator app, which counts once a code of it was given, and recovery codes. Refuses `not-signed-in`,
 * `reauthentication-needed`, `email-unverified`, `too-many-attempts`, `wrong-password`, `two-factor-on`.
 */
export const setUpTwoFactor = async (core: Core, password: string, from: From): Promise<SettingUp> => {
  const person = await requireProven(core, from);
  await refuseUnverified(core.platform.pool, person.userId);
  const wentWell = await throttle(core.platform, { kind: 'sign-in', email: person.email, device: person.id });
  const made = await core.api
    .enableTwoFactor({ body: { password }, headers: cookiesOf(from.headers) })
    .catch(tellTwoFactor);
  await wentWell();
  if (made.method !== 'totp') throw new Error('an authenticator app was asked for');
  const secret = new URL(made.totpURI).searchParams.get('secret') ?? '';
  return { secret, uri: made.totpURI, recoveryCodes: made.backupCodes };
};

/** Turns it on by a first code, and renews the session. Refuses `reauthentication-needed`, `too-many-attempts`, `code-wrong`. */
export const turnOnTwoFactor = async (core: Core, code: string, from: From): Promise<SessionCookies> => {
  const person = await requireProven(core, from);
  await throttle(core.platform, { kind: 'sign-in', email: `code of ${person.userId}` });
  const body = { code: code.replace(/\s/g, '') };
  const headers = cookiesOf(from.headers);
  const turned = await core.api.verifyTOTP({ body, headers, returnHeaders: true }).catch(tellTwoFactor);
  inBackground(core, () => mailChanged(core.platform, person, 'an authenticator app was added'));
  return turned.headers.getSetCookie();
};

/** Turns it off, and forgets its secret and codes. Refuses `reauthentication-needed`, `too-many-attempts`, `wrong-password`. */
export const turnOffTwoFactor = async (core: Core, password: string, from: From): Promise<SessionCookies> => {
  const person = await requireProven(core, from);
  const wentWell = await throttle(core.platform, { kind: 'sign-in', email: person.email, device: person.id });
  const body = { password };
  const headers = cookiesOf(from.headers);
  const turned = await core.api.disableTwoFactor({ body, headers, returnHeaders: true }).catch(tellTwoFactor);
  await wentWell();
  inBackground(core, () => mailChanged(core.platform, person, 'the authenticator app was removed'));
  return turned.headers.getSetCookie();
};

/** Draws ten recovery codes in the place of those before. Refuses as `setUpTwoFactor` does, and `two-factor-off`. */
export const renewRecoveryCodes = async (
  core: Core,
  password: string,
  from: From,
): Promise<readonly string[]> => {
  const person = await requireProven(core, from);
  const wentWell = await throttle(core.platform, { kind: 'sign-in', email: person.email, device: person.id });
  const made = await core.api
    .generateBackupCodes({ body: { password }, headers: cookiesOf(from.headers) })
    .catch(tellTwoFactor);
  await wentWell();
  return made.backupCodes;
};
