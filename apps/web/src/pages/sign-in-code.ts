import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { codeField } from '../parts/code-field.ts';
import { formRefusal, hidden } from '../parts/field.ts';
import { safePath } from '../safe-path.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

/** The second step of signing in: the code of an authenticator app, or a recovery code. */
export const showSignInCode = async (c: WebContext): Promise<Response> => {
  const next = safePath(c.req.query('next'), '/me/month');
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const refusal = authRefusal(c);
  const frame = next === '/flattr' || next.startsWith('/flattr?') ? 'window' : 'page';
  return page(
    c,
    { title: 'Your code · Flattr', shell, status: refusal ? 422 : 200, frame },
    html`<section class="narrow"><h1>Your code</h1>
<p class="lede">Type what your authenticator app shows, or one of your recovery codes.</p>
<form class="form" method="post" action="/auth/sign-in/code">
${formRefusal(refusal, ['code'])}
${hidden('next', next)}
${codeField(refusal)}
<button class="button" type="submit">Go on</button>
</form>
<p class="soft"><a href="/sign-in?next=${encodeURIComponent(next)}">Begin again</a></p></section>`,
  );
};
