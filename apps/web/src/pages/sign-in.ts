import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { passkeySignIn } from '../parts/passkey-form.ts';
import { signInForm } from '../parts/sign-in-form.ts';
import { safePath } from '../safe-path.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import { takeTyped } from '../typed.ts';
import type { WebContext } from '../web-env.ts';

/** The sign-in page, also after a refusal: then with its sentence and the e-mail address that was typed. */
export const showSignIn = async (c: WebContext): Promise<Response> => {
  const next = safePath(c.req.query('next'), '/me/month');
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  if (shell.viewer) return c.redirect(next, 303);
  const refusal = authRefusal(c);
  const frame = next === '/flattr' || next.startsWith('/flattr?') ? 'window' : 'page';
  return page(
    c,
    { title: 'Sign in · Flattr', shell, status: refusal ? 422 : 200, frame },
    html`<section class="narrow"><h1>Sign in</h1>${c.req.query('done') === 'reset' ? html`<p class="notice notice-good" role="status">Your new password is set. Sign in with it.</p>` : ''}${signInForm(next, takeTyped(c).email, refusal)}${passkeySignIn(next)}</section>`,
  );
};
