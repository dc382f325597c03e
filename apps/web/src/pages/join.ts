import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { field, formRefusal, hidden } from '../parts/field.ts';
import { newPassword } from '../parts/new-password.ts';
import { safePath } from '../safe-path.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import { takeTyped } from '../typed.ts';
import type { WebContext } from '../web-env.ts';

/** The form with which a person joins. It is sent to the API, which signs them in and leads back. */
export const showJoin = async (c: WebContext): Promise<Response> => {
  const next = safePath(c.req.query('next'), '/me/budget');
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  if (shell.viewer) return c.redirect(next, 303);
  const refusal = authRefusal(c);
  const given = takeTyped(c);
  return page(
    c,
    { title: 'Join · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow">
<h1>Join</h1>
<p class="lede">To give, to receive, or both. Receiving never asks you to give.</p>
<form class="form" method="post" action="/auth/join">
${formRefusal(refusal, ['name', 'handle', 'email', 'password'])}
${hidden('next', next)}
${field({ name: 'name', label: 'Name', value: given.name, autocomplete: 'name', maxlength: 100, hint: 'As others will see it.' }, refusal)}
${field(
  {
    name: 'handle',
    label: 'Handle',
    value: given.handle,
    autocomplete: 'username',
    maxlength: 30,
    hint: 'Your page will be at /u/ and this. Small letters, digits and hyphens.',
  },
  refusal,
)}
${field({ name: 'email', label: 'E-mail', type: 'email', value: given.email, autocomplete: 'email', inputmode: 'email' }, refusal)}
${newPassword('Password', refusal)}
<button class="button" type="submit">Join</button>
</form>
<p class="soft">Already with us? <a href="/sign-in?next=${encodeURIComponent(next)}">Sign in</a>.</p>
</section>`,
  );
};
