import { endOtherSessions } from '@flattr/domain/users/end-other-sessions';
import { cookiesOf } from './cookies.ts';
import type { Core } from './core.ts';
import { readSession } from './read-session.ts';
import type { SessionCookies } from './session-cookies.ts';
import type { From } from './sign-in.ts';

/** Ends the session of this browser. */
export const signOut = async ({ api }: Core, { headers }: From): Promise<SessionCookies> => {
  const answered = await api.signOut({ headers: cookiesOf(headers), returnHeaders: true });
  return answered.headers.getSetCookie();
};

/** Ends every session of whoever is signed in here. */
export const signOutEverywhere = async (core: Core, from: From): Promise<SessionCookies> => {
  const session = await readSession(core, from.headers);
  if (session) await endOtherSessions(core.platform, session.userId, session.id);
  return signOut(core, from);
};
