import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { formRefusal, hidden } from '../parts/field.ts';
import { mailForm, mailSent } from '../parts/mail-form.ts';
import { newPassword } from '../parts/new-password.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import { takeTyped } from '../typed.ts';
import type { WebContext } from '../web-env.ts';

/** Where somebody who forgot their password asks for a mail; it says the same whether or not the address is known. */
export const showReset = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const refusal = authRefusal(c);
  return page(
    c,
    { title: 'A new password · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>A new password</h1>
${c.req.query('done') === 'sent' ? mailSent('a link that works for an hour') : html`<p class="lede">We mail you a link with which you set another one.</p>`}
${mailForm({ action: '/auth/reset', button: 'Mail me a link', email: takeTyped(c).email }, refusal)}
<p class="soft"><a href="/sign-in">Back to signing in</a></p></section>`,
  );
};

/** Where the mailed link leads: to set the new password. Opening it uses nothing up. */
export const showResetNew = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const refusal = authRefusal(c);
  return page(
    c,
    { title: 'A new password · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Set a new password</h1>
<form class="form" method="post" action="/auth/reset/new">
${formRefusal(refusal, ['password'])}
${hidden('token', c.req.query('token') ?? '')}
${newPassword('New password', refusal)}
<button class="button" type="submit">Set it</button>
</form>
<p class="soft">You are then signed out everywhere. <a href="/reset">Ask for another link</a>.</p></section>`,
  );
};
