import type { UserId } from '@flattr/domain/ids';
import { Refusal } from '@flattr/domain/refusal';
import { emailAddressOf, isEmailAddress } from '@flattr/domain/users/email-address';
import { checkPassword } from '@flattr/domain/users/joining';
import { refuseBreached } from '@flattr/domain/users/refuse-breached';
import { isAPIError } from 'better-auth/api';
import { type Core, inBackground } from './core.ts';
import { endLinks } from './mailed-links.ts';
import { mailChanged } from './mails.ts';
import { revokeTokens } from './revoke-tokens.ts';
import { throttle } from './throttle.ts';

/**
 * Mails a link with which somebody sets a new password, if they are here; the answer does not wait for it, and is the same if they
 * are not. Refuses `email-malformed`, `too-many-attempts`.
 */
export const askReset = async (core: Core, typed: string, network?: string): Promise<void> => {
  const email = emailAddressOf(typed);
  if (!isEmailAddress(email)) throw new Refusal('email-malformed', ['email']);
  await throttle(core.platform, { kind: 'mail', email, network });
  inBackground(core, () => core.api.requestPasswordReset({ body: { email } }));
};

/**
 * Sets a new password by a mailed link, once, and ends all sessions and mailed links. The link proves the address; tokens that were
 * made before anybody had proven it are revoked. Refuses what `checkPassword` finds, `password-breached`, `link-over`.
 */
export const resetPassword = async (core: Core, token: string, password: string): Promise<void> => {
  const trouble = checkPassword(password);
  if (trouble) throw trouble;
  await refuseBreached(core.platform, core.options.breachCheck, password);
  const rows = await core.rows();
  const link = token ? await rows.findVerificationValue(`reset-password:${token}`) : null;
  try {
    await core.api.resetPassword({ body: { newPassword: password, token } });
  } catch (error) {
    if (isAPIError(error) && error.statusCode === 400) throw new Refusal('link-over');
    throw error;
  }
  if (link) await afterReset(core, link.value as UserId);
};

const afterReset = async (core: Core, userId: UserId): Promise<void> => {
  const { db, pool } = core.platform;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
  if (!user.emailVerified) {
    await revokeTokens(pool, userId);
    await pool.query('UPDATE users SET email_verified = true, updated_at = flattr_now() WHERE id = $1', [
      userId,
    ]);
  }
  await endLinks(core, { userId, email: user.email });
  inBackground(core, () => mailChanged(core.platform, user, 'your password was changed'));
};
