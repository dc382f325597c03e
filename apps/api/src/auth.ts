import type { Platform } from '@flattr/domain/platform';
import type { Joining } from '@flattr/domain/users/joining';
import { changePassword, type Passwords } from './auth/change-password.ts';
import { askAgain, askNewAddress, confirmEmail } from './auth/confirm-email.ts';
import { createCore } from './auth/core.ts';
import { join } from './auth/join.ts';
import type { Step } from './auth/open-session.ts';
import type { AuthOptions } from './auth/options.ts';
import {
  addPasskey,
  beginAdding,
  beginPasskey,
  type Ceremony,
  removePasskey,
  signInByPasskey,
} from './auth/passkeys.ts';
import { readSession, type Session } from './auth/read-session.ts';
import { requirePerson } from './auth/require-person.ts';
import { askReset, resetPassword } from './auth/reset-password.ts';
import type { SessionCookies } from './auth/session-cookies.ts';
import { type From, signIn, type Typed } from './auth/sign-in.ts';
import { signInByCode } from './auth/sign-in-code.ts';
import { askLink, signInByLink } from './auth/sign-in-link.ts';
import { signOut, signOutEverywhere } from './auth/sign-out.ts';
import {
  renewRecoveryCodes,
  type SettingUp,
  setUpTwoFactor,
  turnOffTwoFactor,
  turnOnTwoFactor,
} from './auth/two-factor.ts';

export type { AuthOptions } from './auth/options.ts';
export type { Session } from './auth/read-session.ts';
export type { SessionCookies } from './auth/session-cookies.ts';
export type { From } from './auth/sign-in.ts';

/** How people prove who they are, and who a session cookie stands for. */
export type Auth = {
  readonly cookieName: string;
  join(joining: Joining, from: From): Promise<Step>;
  signIn(typed: Typed, from: From): Promise<Step>;
  /** The second step, where an authenticator app is on. */
  signInByCode(code: string, from: From): Promise<Step>;
  /** Mails a link that signs in and leads to a page. */
  askLink(email: string, next: string, from: From): Promise<void>;
  signInByLink(token: string, from: From): Promise<Step>;
  beginPasskey(from: From): Promise<Ceremony>;
  signInByPasskey(response: string, from: From): Promise<Step>;
  beginAdding(from: From): Promise<Ceremony>;
  addPasskey(response: string, name: string, from: From): Promise<void>;
  removePasskey(id: string, from: From): Promise<void>;
  setUpTwoFactor(password: string, from: From): Promise<SettingUp>;
  turnOnTwoFactor(code: string, from: From): Promise<SessionCookies>;
  turnOffTwoFactor(password: string, from: From): Promise<SessionCookies>;
  renewRecoveryCodes(password: string, from: From): Promise<readonly string[]>;
  signOut(from: From): Promise<SessionCookies>;
  signOutEverywhere(from: From): Promise<SessionCookies>;
  readSession(headers: Headers): Promise<Session | undefined>;
  confirmEmail(token: string): Promise<void>;
  /** Mails the link that proves an address once more, to who is signed in. */
  askAgain(from: From): Promise<void>;
  askNewAddress(email: string, from: From): Promise<void>;
  changePassword(passwords: Passwords, from: From): Promise<SessionCookies>;
  /** Signs in once more, who is signed in. */
  confirm(password: string, from: From): Promise<Step>;
  askReset(email: string, from: From): Promise<void>;
  resetPassword(token: string, password: string): Promise<void>;
  /** A route of the library's own; only those of its OAuth server are asked, by `http/oauth.ts` and `oauth/answer-request.ts`. */
  handle(request: Request): Promise<Response>;
};

/** Passwords, mailed links and sessions by better-auth, on the platform's own pool and tables. */
export const createAuth = (platform: Platform, options: AuthOptions): Auth => {
  const core = createCore(platform, options);
  return {
    cookieName: core.names.session,
    join: (joining, from) => join(core, joining, from),
    signIn: (typed, from) => signIn(core, typed, from),
    signInByCode: (code, from) => signInByCode(core, code, from),
    askLink: (email, next, from) => askLink(core, email, next, from),
    signInByLink: (token, from) => signInByLink(core, token, from),
    beginPasskey: (from) => beginPasskey(core, from),
    signInByPasskey: (response, from) => signInByPasskey(core, response, from),
    beginAdding: (from) => beginAdding(core, from),
    addPasskey: (response, name, from) => addPasskey(core, response, name, from),
    removePasskey: (id, from) => removePasskey(core, id, from),
    setUpTwoFactor: (password, from) => setUpTwoFactor(core, password, from),
    turnOnTwoFactor: (code, from) => turnOnTwoFactor(core, code, from),
    turnOffTwoFactor: (password, from) => turnOffTwoFactor(core, password, from),
    renewRecoveryCodes: (password, from) => renewRecoveryCodes(core, password, from),
    signOut: (from) => signOut(core, from),
    signOutEverywhere: (from) => signOutEverywhere(core, from),
    readSession: (headers) => readSession(core, headers),
    confirmEmail: (token) => confirmEmail(core, token),
    askAgain: (from) => askAgain(core, from),
    askNewAddress: (email, from) => askNewAddress(core, email, from),
    changePassword: (passwords, from) => changePassword(core, passwords, from),
    confirm: async (password, from) => {
      const { email } = await requirePerson(core, from);
      return signIn(core, { email, password }, from);
    },
    askReset: (email, { network }) => askReset(core, email, network),
    resetPassword: (token, password) => resetPassword(core, token, password),
    handle: core.handle,
  };
};
