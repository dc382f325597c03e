import { Refusal } from '@flattr/domain/refusal';
import { emailAddressOf, isEmailAddress } from '@flattr/domain/users/email-address';
import { isAPIError } from 'better-auth/api';
import { type Core, inBackground } from './core.ts';
import { openSession, type Step } from './open-session.ts';
import type { From } from './sign-in.ts';
import { throttle } from './throttle.ts';

/**
 * Mails a link that signs somebody in, if they are here; the answer does not wait for it, and is the same if they are not. Refuses
 * `email-malformed`, `too-many-attempts`.
 */
export const askLink = async (core: Core, typed: string, next: string, { network }: From): Promise<void> => {
  const email = emailAddressOf(typed);
  if (!isEmailAddress(email)) throw new Refusal('email-malformed', ['email']);
  await throttle(core.platform, { kind: 'mail', email, network });
  const body = { email, metadata: { next } };
  inBackground(core, () => core.api.signInMagicLink({ body, headers: new Headers() }));
};

/**
 * Signs in by a mailed link, once, in whichever browser. It proves the address: password and sessions of whoever joined with it before
 * anybody had proven it are gone. Refuses `link-over`.
 */
export const signInByLink = (core: Core, token: string, { headers }: From): Promise<Step> =>
  openSession(core, headers, async (bare) => {
    const answered = await core.api
      .magicLinkVerify({ query: { token }, headers: bare, returnHeaders: true })
      .catch(tellOver);
    const { response } = answered;
    if ('twoFactorRedirect' in response) return { headers: answered.headers, email: '', asksCode: true };
    return { headers: answered.headers, email: response.user.email };
  });

/** The library leads on to a page of its own where a link is over. */
const tellOver = (error: unknown): never => {
  throw isAPIError(error) && error.statusCode === 302 ? new Refusal('link-over') : error;
};
