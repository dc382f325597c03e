import { SecurityPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { field, formRefusal } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { newPassword } from '../parts/new-password.ts';
import { passkeySection } from '../parts/passkey-list.ts';
import { sessionList } from '../parts/session-list.ts';
import { signInFirst } from '../sign-in-first.ts';
import { authRefusal, type FieldRefusal } from '../text/auth-refusal.ts';
import { takeTyped } from '../typed.ts';
import type { WebContext } from '../web-env.ts';

/** How I sign in, and where I am signed in. */
export const showSecurity = async (c: WebContext, refused?: FieldRefusal): Promise<Response> => {
  const answer = await c.var.flattr.request(SecurityPageDocument);
  const { viewer } = answer;
  if (!viewer) return signInFirst(c, '/me/security');
  const refusal = refused ?? authRefusal(c);
  const done = Object.entries(news).find(([name]) => name === c.req.query('done'))?.[1];
  return page(
    c,
    { title: 'Signing in · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>Signing in</h1>
<p class="lede">How you prove that it is you, and where you are signed in.</p></header>
${done ? html`<p class="notice notice-good" role="status">${done}</p>` : ''}
${formRefusal(refusal, ['email', 'current', 'password'])}
${sessionList(viewer.sessions)}
${appSection(viewer.twoFactorEnabled)}
${passkeySection(viewer.passkeys)}
${addressForm(viewer.email, viewer.emailVerified, takeTyped(c).email, refusal)}
${passwordForm(refusal)}`,
  );
};

const news = {
  password: 'Your password is changed, and you are signed out everywhere else.',
  email: 'A mail with a link is on its way to the new address. Until it is opened, nothing changes.',
  'two-factor-on': 'Your authenticator app is on. Signing in takes its code from now on.',
  'two-factor-off': 'The authenticator app is removed.',
  'passkey-added': 'Your passkey is added. You can sign in with it from now on.',
  'passkey-removed': 'The passkey is removed.',
  ended: 'That browser is signed out.',
  others: 'You are signed out everywhere else.',
};

const appSection = (
  on: boolean,
): Html => html`<section aria-labelledby="app-title"><h2 class="rule-title" id="app-title">Authenticator app</h2>
<p>${on ? 'Signing in takes a code of your app.' : 'Your password alone signs you in.'} <a href="/me/security/two-factor">${on ? 'Recovery codes, or remove it' : 'Set one up'}</a></p></section>`;

const addressForm = (
  address: string,
  verified: boolean,
  typed?: string,
  refusal?: FieldRefusal,
): Html => html`<section aria-labelledby="address-title"><h2 class="rule-title" id="address-title">E-mail address</h2>
<p><bdi>${address}</bdi>, ${verified ? 'confirmed' : html`<a href="/confirm-email">not confirmed yet</a>`}.</p>
<form class="form" method="post" action="/auth/email">
${field({ name: 'email', label: 'Another address', type: 'email', value: typed, autocomplete: 'email', inputmode: 'email' }, refusal)}
<button class="button button-quiet" type="submit">Mail a link there</button>
</form></section>`;

const passwordForm = (
  refusal?: FieldRefusal,
): Html => html`<section aria-labelledby="password-title"><h2 class="rule-title" id="password-title">Password</h2>
<form class="form" method="post" action="/auth/password">
${field({ name: 'current', label: 'Current password', type: 'password', autocomplete: 'current-password', maxlength: 128 }, refusal)}
${newPassword('New password', refusal)}
<button class="button button-quiet" type="submit">Change the password</button>
</form>
<p class="soft">You do not know it, or have none? <a href="/reset">Set one by a mailed link</a>.</p></section>`;
