import { cookieOf, cookiesOf, setCookie, withoutCookie } from './cookies.ts';
import type { Core } from './core.ts';
import { newDevice } from './device.ts';
import type { SessionCookies } from './session-cookies.ts';

/** What a step of signing in came to: cookies to set, and whether the authenticator app is asked before there is a session. */
export type Step = { readonly cookies: SessionCookies; readonly asksCode: boolean };

type Answered = { readonly headers: Headers; readonly email: string; readonly asksCode?: boolean };

/**
 * Opens a new session for somebody who brings none, whatever their browser brought, and ends the one it brought: who somebody was
 * before is never carried over. Gives the cookies to set, with the mark of a browser that this address has signed in with.
 */
export const openSession = async (
  core: Core,
  headers: Headers,
  act: (bare: Headers) => Promise<Answered>,
): Promise<Step> => {
  const { names, options, api } = core;
  const answered = await act(withoutCookie(headers, names.session));
  const cookies = answered.headers.getSetCookie();
  // Until the code is given nothing is open, and what is open stays.
  if (answered.asksCode)
    return { cookies: cookies.filter((cookie) => cookie.startsWith(`${names.challenge}=`)), asksCode: true };
  if (cookieOf(headers, names.session)) await api.signOut({ headers: cookiesOf(headers) });
  const mark = newDevice(options.authSecret, answered.email);
  const device = setCookie(options.origin, names.device, mark, deviceSeconds);
  return { cookies: [...cookies, device], asksCode: false };
};

const deviceSeconds = 180 * 24 * 60 * 60;
