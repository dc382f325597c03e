import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import type { Step } from '../auth/open-session.ts';
import type { Ceremony } from '../auth/passkeys.ts';
import type { Auth, AuthOptions } from '../auth.ts';
import { browserName } from '../schema/session/browser-name.ts';
import { type Act, type Outcome, type Page, takeForm } from './form.ts';
import { nextPath } from './next-path.ts';
import { refuseForeignOrigin } from './same-origin.ts';

/** `POST /auth/*`: every form with which people prove who they are, by a browser or as JSON. */
export const authForms = (auth: Auth, options: AuthOptions): Hono => {
  const app = new Hono();
  app.use('/auth/*', csrf({ origin: options.origin }), refuseForeignOrigin(options.origin));
  const take = (path: string, page: Page, act: Act) => takeForm(app, options, path, page, act);
  take('/auth/join', '/join', async ({ name = '', handle = '', email = '', password = '' }, from) =>
    auth.join({ name, handle, email, password }, from),
  );
  take('/auth/sign-in', '/sign-in', async ({ email = '', password = '', next }, from) =>
    nextStep(await auth.signIn({ email, password }, from), next),
  );
  take('/auth/sign-in/code', '/sign-in/code', ({ code = '' }, from) => auth.signInByCode(code, from));
  take('/auth/sign-out', '/', async (_fields, from) => ({ cookies: await auth.signOut(from) }));
  take('/auth/sign-out/everywhere', '/', async (_fields, from) => ({
    cookies: await auth.signOutEverywhere(from),
  }));
  takeMailed(take, auth, options);
  takeChanges(take, auth);
  takePasskeys(take, auth);
  return app;
};

type Take = (path: string, page: Page, act: Act) => void;

/** On to where the form wants to go, or first to where the code of an authenticator app is asked for. */
const nextStep = ({ cookies, asksCode }: Step, next = ''): Outcome => ({
  cookies,
  ...(asksCode && { to: `/sign-in/code?${new URLSearchParams({ next })}` }),
});

/** What a mailed link leads to: a page with one button, since programs that look through mail open links. */
const takeMailed = (take: Take, auth: Auth, { origin }: AuthOptions): void => {
  const confirmPage: Page = ({ token = '' }) => `/confirm-email?${new URLSearchParams({ token })}`;
  take('/auth/confirm-email', confirmPage, async ({ token = '' }) => {
    await auth.confirmEmail(token);
    return { to: '/confirm-email?done=confirmed' };
  });
  take('/auth/confirm-email/again', '/confirm-email', async (_fields, from) => {
    await auth.askAgain(from);
    return { to: '/confirm-email?done=sent' };
  });
  take('/auth/reset', '/reset', async ({ email = '' }, from) => {
    await auth.askReset(email, from);
    return { to: '/reset?done=sent' };
  });
  take('/auth/link', '/sign-in/link', async ({ email = '', next }, from) => {
    await auth.askLink(email, nextPath(next, origin), from);
    return { to: `/sign-in/link?${new URLSearchParams({ done: 'sent', next: nextPath(next, origin) })}` };
  });
  take('/auth/link/use', '/sign-in/link', async ({ token = '', next }, from) =>
    nextStep(await auth.signInByLink(token, from), next),
  );
  const resetPage: Page = ({ token = '' }) => `/reset/new?${new URLSearchParams({ token })}`;
  take('/auth/reset/new', resetPage, async ({ token = '', password = '' }) => {
    await auth.resetPassword(token, password);
    return { to: '/sign-in?done=reset' };
  });
};

/** What somebody who is signed in changes about how they sign in. */
const takeChanges = (take: Take, auth: Auth): void => {
  take('/auth/confirm', '/me/confirm', async ({ password = '', next }, from) =>
    nextStep(await auth.confirm(password, from), next),
  );
  take('/auth/two-factor/on', '/me/security/two-factor', async ({ code = '' }, from) => ({
    cookies: await auth.turnOnTwoFactor(code, from),
    to: '/me/security?done=two-factor-on',
  }));
  take('/auth/two-factor/off', '/me/security/two-factor/off', async ({ password = '' }, from) => ({
    cookies: await auth.turnOffTwoFactor(password, from),
    to: '/me/security?done=two-factor-off',
  }));
  take('/auth/password', '/me/security', async ({ current = '', password = '' }, from) => ({
    cookies: await auth.changePassword({ current, password }, from),
    to: '/me/security?done=password',
  }));
  take('/auth/email', '/me/security', async ({ email = '' }, from) => {
    await auth.askNewAddress(email, from);
    return { to: '/me/security?done=email' };
  });
};

/** What a script of ours asks before it asks the browser, and the forms that it sends then. */
const takePasskeys = (take: Take, auth: Auth): void => {
  const told = ({ options, cookies }: Ceremony): Outcome => ({ cookies, told: { options } });
  take('/auth/passkey/begin', '/sign-in', async (_fields, from) => told(await auth.beginPasskey(from)));
  take('/auth/passkey', '/sign-in', async ({ response = '' }, from) => auth.signInByPasskey(response, from));
  take('/auth/passkey/add/begin', '/me/security', async (_fields, from) =>
    told(await auth.beginAdding(from)),
  );
  take('/auth/passkey/add', '/me/security', async ({ response = '' }, from) => {
    await auth.addPasskey(response, browserName(from.headers.get('user-agent') ?? ''), from);
    return { to: '/me/security?done=passkey-added' };
  });
  take('/auth/passkey/remove', '/me/security', async ({ id = '' }, from) => {
    await auth.removePasskey(id, from);
    return { to: '/me/security?done=passkey-removed' };
  });
};
