import { SecurityPageDocument, type SecurityPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { codeField } from '../parts/code-field.ts';
import { formRefusal } from '../parts/field.ts';
import type { Html } from '../parts/html.ts';
import { passwordGate } from '../parts/password-gate.ts';
import { qrPicture } from '../parts/qr-picture.ts';
import { secretList } from '../parts/secret-list.ts';
import { signInFirst } from '../sign-in-first.ts';
import { authRefusal, type FieldRefusal } from '../text/auth-refusal.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

type SetUp = { readonly secret: string; readonly uri: string };

type Outcome = {
  readonly refusal?: FieldRefusal;
  readonly setUp?: SetUp;
  readonly recoveryCodes?: readonly string[];
};

/** My authenticator app: to set it up, to draw recovery codes anew, to remove it. */
export const showTwoFactor = async (
  c: WebContext,
  { refusal: refused, setUp, recoveryCodes = [] }: Outcome = {},
): Promise<Response> => {
  const answer = await c.var.flattr.request(SecurityPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/security/two-factor');
  const refusal = refused ?? authRefusal(c);
  return page(
    c,
    { title: 'Authenticator app · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Authenticator app</h1>
${recoveryCodes.length > 0 ? secretList(recoveryCodes) : ''}
${setUp ? scan(setUp) : answer.viewer.twoFactorEnabled ? isOn(answer.viewer, refusal) : begin(refusal)}
<p class="more"><a href="/me/security">Back to signing in</a></p></section>`,
  );
};

const begin = (refusal?: FieldRefusal): Html => {
  const ofCode = refusal?.field === 'code';
  return html`${ofCode ? confirm(refusal) : ''}<p class="lede">With an app on your phone, signing in takes a code as well, and your password alone is worth nothing to others.</p>
${passwordGate({ action: '/me/security/two-factor', button: ofCode ? 'Begin anew' : 'Set it up' }, ofCode ? undefined : refusal)}
${ofCode ? '' : html`<p class="soft">You have begun and your app shows a code already?</p>${confirm()}`}`;
};

const scan = ({ secret, uri }: SetUp): Html => html`<h2>1. Tell your app the secret</h2>
<p>Scan this with the app:</p>
<p>${qrPicture(uri, 'The secret as a QR code')}</p>
<p><a class="button button-quiet" href="${uri}">Or open it in the app on this device</a></p>
<p>Or type it into the app:</p>
<pre class="secret" tabindex="0" aria-label="The secret"><code>${secret.match(/.{1,4}/g)?.join(' ') ?? secret}</code></pre>
<details><summary>As an address</summary><pre class="secret" tabindex="0" aria-label="The address"><code>${uri}</code></pre></details>
<h2>2. Type the code that it shows</h2>${confirm()}`;

const confirm = (
  refusal?: FieldRefusal,
): Html => html`<form class="form" method="post" action="/auth/two-factor/on">
${formRefusal(refusal, ['code'])}${codeField(refusal)}
<button class="button" type="submit">Turn it on</button></form>`;

const isOn = (
  { recoveryCodesLeft }: NonNullable<SecurityPageQuery['viewer']>,
  refusal?: FieldRefusal,
): Html => html`<p class="lede">It is on. ${countText(recoveryCodesLeft, 'recovery code')} ${recoveryCodesLeft === 1 ? 'is' : 'are'} not used.</p>
<h2 class="rule-title">New recovery codes</h2>
${passwordGate({ action: '/me/security/recovery-codes', button: 'Draw ten new ones' }, refusal)}
<p class="soft"><a href="/me/security/two-factor/off">Remove the app</a></p>`;

/** Asks before the app is removed. */
export const showTwoFactorOff = async (c: WebContext): Promise<Response> => {
  const answer = await c.var.flattr.request(SecurityPageDocument);
  if (!answer.viewer) return signInFirst(c, '/me/security/two-factor');
  const refusal = authRefusal(c);
  return page(
    c,
    { title: 'Remove the app · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<section class="narrow"><h1>Remove the app</h1>
<p class="lede">Then your password alone signs you in, and your recovery codes are good for nothing.</p>
${passwordGate({ action: '/auth/two-factor/off', button: 'Remove it' }, refusal)}
<p class="more"><a href="/me/security/two-factor">No, keep it</a></p></section>`,
  );
};
