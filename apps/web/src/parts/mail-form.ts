import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field, formRefusal, hidden } from './field.ts';
import type { Html } from './html.ts';

type MailForm = {
  readonly action: string;
  readonly button: string;
  readonly next?: string | undefined;
  readonly email?: string | undefined;
};

/** Asks for an e-mail address to which a link is sent. */
export const mailForm = ({ action, button, next, email }: MailForm, refusal?: FieldRefusal): Html =>
  html`<form class="form" method="post" action="${action}">
${formRefusal(refusal, ['email'])}
${next === undefined ? '' : hidden('next', next)}
${field({ name: 'email', label: 'E-mail', type: 'email', value: email, autocomplete: 'username', inputmode: 'email' }, refusal)}
<button class="button" type="submit">${button}</button>
</form>`;

/** That a mail was sent, if anybody is here whom it can be sent to. */
export const mailSent = (what: string): Html =>
  html`<p class="notice" role="status">If somebody here has this address, a mail with ${what} is on its way. Look into the folder for unwanted mail too.</p>`;
