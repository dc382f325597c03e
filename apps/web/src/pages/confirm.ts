import { SecurityPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { field, formRefusal, hidden } from '../parts/field.ts';
import { passkeySignIn } from '../parts/passkey-form.ts';
import { safePath } from '../safe-path.ts';
import { signInFirst } from '../sign-in-first.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

/** Asks somebody who is signed in to prove once more who they are, and leads back. */
export const showConfirm = async (c: WebContext): Promise<Response> => {
  const next = safePath(c.req.query('next'), '/me/security');
  const shell = await c.var.flattr.request(SecurityPageDocument);
  if (!shell.viewer) return signInFirst(c, next);
  const refusal = authRefusal(c);
  return page(
    c,
    { title: 'Is it you? · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Is it you?</h1>
<p class="lede">What comes next could be misused at an open screen. Prove once more who you are; then do it within 15 minutes.</p>
<form class="form" method="post" action="/auth/confirm">
${formRefusal(refusal, ['password'])}
${hidden('next', next)}
<p class="hint">Signed in as <bdi>${shell.viewer.email}</bdi></p>
${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 128 }, refusal)}
<button class="button" type="submit">It is me</button>
</form>
${passkeySignIn(next)}
<p class="soft"><a href="/sign-in/link?next=${encodeURIComponent(next)}">Sign in by a mailed link</a> instead. No password, or forgotten? <a href="/reset">Set one by a mailed link</a>.</p></section>`,
  );
};
