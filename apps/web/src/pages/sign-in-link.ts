import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { mailForm, mailSent } from '../parts/mail-form.ts';
import { safePath } from '../safe-path.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import { takeTyped } from '../typed.ts';
import type { WebContext } from '../web-env.ts';

/** Where a link is asked for that signs in, and where it leads: to one button, since programs that look through mail open links. */
export const showSignInLink = async (c: WebContext): Promise<Response> => {
  const next = safePath(c.req.query('next'), '/me/month');
  const token = c.req.query('token');
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const refusal = authRefusal(c);
  const ask = () =>
    mailForm({ action: '/auth/link', button: 'Mail me a link', next, email: takeTyped(c).email }, refusal);
  return page(
    c,
    { title: 'Sign in by mail · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Sign in by mail</h1>
${c.req.query('done') === 'sent' ? mailSent('a link that works for ten minutes') : ''}
${token ? useForm(token, next) : html`<p class="lede">We mail you a link that signs you in, without your password.</p>${ask()}`}
<p class="soft"><a href="/sign-in?next=${encodeURIComponent(next)}">Back to signing in</a></p></section>`,
  );
};

const useForm = (
  token: string,
  next: string,
): Html => html`<p class="lede">One more press, and you are signed in here.</p>
<form class="form" method="post" action="/auth/link/use">${hidden('token', token)}${hidden('next', next)}
<button class="button" type="submit">Sign in</button></form>`;
