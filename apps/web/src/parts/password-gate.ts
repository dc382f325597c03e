import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field, formRefusal } from './field.ts';
import type { Html } from './html.ts';

type Gate = { readonly action: string; readonly button: string };

/** A form that does one thing for who knows the password. */
export const passwordGate = ({ action, button }: Gate, refusal?: FieldRefusal): Html =>
  html`<form class="form" method="post" action="${action}">
${formRefusal(refusal, ['password'])}
${field({ name: 'password', label: 'Password', type: 'password', autocomplete: 'current-password', maxlength: 128, required: false, hint: 'Leave it empty if you have none.' }, refusal)}
<button class="button" type="submit">${button}</button>
</form>`;
