import type { UserId } from '@flattr/domain/ids';
import { Refusal } from '@flattr/domain/refusal';
import { emailAddressOf, isEmailAddress } from '@flattr/domain/users/email-address';
import { type Core, inBackground } from './core.ts';
import { drawLink, endLinks, useLink } from './mailed-links.ts';
import { mailChanged, mailNewAddress, mailVerification } from './mails.ts';
import { requirePerson, requireProven } from './require-person.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';

const kind = 'confirm-email';
const daySeconds = 24 * 60 * 60;

type Person = { readonly userId: UserId; readonly name: string; readonly email: string };

/** Mails somebody the link that proves their address. */
export const askToConfirm = async (core: Core, person: Person): Promise<void> => {
  const token = await drawLink(core, kind, person, person.email, daySeconds);
  await mailVerification(core.platform, person, token);
};

/** Mails the link again to who has not proven their address. Refuses `not-signed-in`, `too-many-attempts`. */
export const askAgain = async (core: Core, from: From): Promise<void> => {
  const person = await requirePerson(core, from);
  const user = await core.platform.db.user.findUniqueOrThrow({ where: { id: person.userId } });
  if (user.emailVerified) return;
  await throttle(core.platform, { kind: 'mail', email: person.email });
  inBackground(core, () => askToConfirm(core, person));
};

/**
 * Mails a link to another address, with which that becomes somebody's address; until then nothing changes. Refuses
 * `not-signed-in`, `reauthentication-needed`, `email-malformed`, `too-many-attempts`.
 */
export const askNewAddress = async (core: Core, typed: string, from: From): Promise<void> => {
  const person = await requireProven(core, from);
  const email = emailAddressOf(typed);
  if (!isEmailAddress(email)) throw new Refusal('email-malformed', ['email']);
  await throttle(core.platform, { kind: 'mail', email, network: from.network });
  inBackground(core, async () => {
    const token = await drawLink(core, kind, person, email, daySeconds);
    await mailNewAddress(core.platform, { name: person.name, email }, token);
  });
};

/**
 * Takes a mailed link for the proof of an address, of somebody whose address has not changed since it was asked for. Refuses
 * `link-over`, and `email-taken` where somebody else has that address by now.
 */
export const confirmEmail = async (core: Core, token: string): Promise<void> => {
  const { userId, email, mailedTo } = await useLink(core, kind, token);
  const proven = await core.platform.pool
    .query<{ name: string }>(
      `UPDATE users SET email = $3, email_verified = true, updated_at = flattr_now()
       WHERE id = $1 AND email = $2 RETURNING name`,
      [userId, email, mailedTo],
    )
    .catch(async (error: unknown) => {
      const taken = await core.platform.db.user.findUnique({ where: { email: mailedTo } });
      throw taken ? new Refusal('email-taken') : error;
    });
  const [user] = proven.rows;
  if (!user) throw new Refusal('link-over');
  if (mailedTo === email) return;
  await endLinks(core, { userId, email });
  inBackground(core, () =>
    mailChanged(core.platform, { name: user.name, email }, 'your e-mail address was changed to another'),
  );
};
