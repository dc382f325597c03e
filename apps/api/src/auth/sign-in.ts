import { Refusal } from '@flattr/domain/refusal';
import { emailAddressOf, isEmailAddress } from '@flattr/domain/users/email-address';
import { isAPIError } from 'better-auth/api';
import { cookieOf } from './cookies.ts';
import type { Core } from './core.ts';
import { deviceOf } from './device.ts';
import { openSession, type Step } from './open-session.ts';
import { throttle } from './throttle.ts';

export type Typed = { readonly email: string; readonly password: string };

export type From = { readonly headers: Headers; readonly network?: string | undefined };

/**
 * Opens a session by address and password, or asks for a code where the person has an authenticator app. An unknown address, a malformed one and a wrong password are refused alike, with
 * `wrong-password`; before that `too-many-attempts`.
 */
export const signIn = async (core: Core, typed: Typed, { headers, network }: From): Promise<Step> => {
  const { platform, options, names, api } = core;
  const body = { email: emailAddressOf(typed.email), password: typed.password };
  const device = deviceOf(options.authSecret, body.email, cookieOf(headers, names.device));
  const wentWell = await throttle(platform, { kind: 'sign-in', email: body.email, device, network });
  if (!isEmailAddress(body.email)) throw wrong();
  const step = await openSession(core, headers, async (bare) => {
    const answered = await api.signInEmail({ body, headers: bare, returnHeaders: true }).catch(tellWrong);
    return {
      headers: answered.headers,
      email: body.email,
      asksCode: 'twoFactorRedirect' in answered.response,
    };
  });
  await wentWell();
  return step;
};

const wrong = () => new Refusal('wrong-password', ['password']);

const tellWrong = (error: unknown): never => {
  throw isAPIError(error) && error.statusCode === 401 ? wrong() : error;
};
