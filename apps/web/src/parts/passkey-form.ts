import { html } from 'hono/html';
import { passkeyHref } from '../script/passkey.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';

const form = (asks: 'get' | 'create', action: string, begin: string, fields: Html, button: string): Html =>
  html`<form class="form" method="post" action="${action}" data-passkey="${asks}" data-begin="${begin}" hidden>
${fields}${hidden('response', '')}
<p class="refusal" role="alert"></p>
<button class="button button-quiet" type="submit">${button}</button>
</form><script src="${passkeyHref}" defer></script>`;

/** Signs in with a passkey; it is seen where the browser has them and scripts run. */
export const passkeySignIn = (next: string): Html =>
  form('get', '/auth/passkey', '/auth/passkey/begin', hidden('next', next), 'Use a passkey');

/** Adds a passkey of this device. */
export const passkeyAdd = (): Html =>
  form('create', '/auth/passkey/add', '/auth/passkey/add/begin', html``, 'Add a passkey of this device');
