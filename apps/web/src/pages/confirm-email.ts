import { ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { formRefusal, hidden } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { signInFirst } from '../sign-in-first.ts';
import { authRefusal } from '../text/auth-refusal.ts';
import type { WebContext } from '../web-env.ts';

/** Where the mailed link leads: one button says that the address is one's own. Without a link it asks for another mail. */
export const showConfirmEmail = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  const token = c.req.query('token');
  const done = c.req.query('done');
  const refusal = authRefusal(c);
  if (!token && done !== 'confirmed' && !shell.viewer) return signInFirst(c, '/confirm-email');
  return page(
    c,
    { title: 'Your e-mail address · Flattr', shell, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Your e-mail address</h1>
${formRefusal(refusal, [])}${done === 'confirmed' ? confirmed(Boolean(shell.viewer)) : token && refusal?.code !== 'link-over' ? confirmForm(token) : askForm(done === 'sent')}</section>`,
  );
};

const confirmed = (
  here: boolean,
): Html => html`<p class="notice notice-good" role="status">It is confirmed. You can claim sites and set up payouts.</p>
<p>${here ? html`<a class="button" href="/me/security">Go on</a>` : html`<a class="button" href="/sign-in">Sign in</a>`}</p>`;

const confirmForm = (
  token: string,
): Html => html`<p class="lede">Press the button to say that it is yours.</p>
<form class="form" method="post" action="/auth/confirm-email">${hidden('token', token)}
<button class="button" type="submit">Confirm my address</button></form>`;

const askForm = (sent: boolean): Html =>
  html`${sent ? html`<p class="notice" role="status">A mail with a link that works for a day is on its way, unless your address is confirmed already.</p>` : ''}
<p class="lede">What we tell you about money has to reach you. Until your address is confirmed you claim no site and set up no payouts; you can flattr all the same.</p>
<form class="form" method="post" action="/auth/confirm-email/again"><button class="button" type="submit">Mail me a link</button></form>`;
