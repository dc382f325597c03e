import { Refusal } from '@flattr/domain/refusal';
import { checkPassword } from '@flattr/domain/users/joining';
import { refuseBreached } from '@flattr/domain/users/refuse-breached';
import { isAPIError } from 'better-auth/api';
import { cookiesOf } from './cookies.ts';
import { type Core, inBackground } from './core.ts';
import { endLinks } from './mailed-links.ts';
import { mailChanged } from './mails.ts';
import { requireProven } from './require-person.ts';
import type { SessionCookies } from './session-cookies.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';

export type Passwords = { readonly current: string; readonly password: string };

/**
 * Sets another password for who knows the current one, ends every session and mailed link, and opens a new one here. Refuses, in
 * this order: `not-signed-in`, `reauthentication-needed`, what `checkPassword` finds, `too-many-attempts`, `password-breached`,
 * `wrong-password`.
 */
export const changePassword = async (
  core: Core,
  { current, password }: Passwords,
  from: From,
): Promise<SessionCookies> => {
  const person = await requireProven(core, from);
  const trouble = checkPassword(password);
  if (trouble) throw trouble;
  const wentWell = await throttle(core.platform, { kind: 'sign-in', email: person.email, device: person.id });
  await refuseBreached(core.platform, core.options.breachCheck, password);
  const body = { currentPassword: current, newPassword: password, revokeOtherSessions: true };
  const changed = await core.api
    .changePassword({ body, headers: cookiesOf(from.headers), returnHeaders: true })
    .catch((error: unknown) => {
      throw isAPIError(error) && error.statusCode === 400
        ? new Refusal('wrong-password', ['current'])
        : error;
    });
  await wentWell();
  await endLinks(core, person);
  inBackground(core, () => mailChanged(core.platform, person, 'your password was changed'));
  return changed.headers.getSetCookie();
};
