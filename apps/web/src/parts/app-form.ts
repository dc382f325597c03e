import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { field, formRefusal } from './field.ts';
import type { Html } from './html.ts';

export type TypedApp = {
  readonly name: string;
  readonly website: string;
  /** One after the other, with spaces between. */
  readonly redirectUris: string;
  readonly isConfidential: boolean;
};

type Form = { readonly action: string; readonly submit: string; readonly isNew: boolean };

const nothing: TypedApp = { name: '', website: '', redirectUris: '', isConfidential: false };

/** What an app is called and where codes go; whether it keeps a secret is decided once. */
export const appForm = (
  { action, submit, isNew }: Form,
  typed: TypedApp = nothing,
  refusal?: FieldRefusal,
): Html => html`<form class="form" method="post" action="${action}">
${formRefusal(refusal, ['name', 'website', 'redirectUris'])}
${field({ name: 'name', label: 'Name', value: typed.name, maxlength: 100, hint: 'Who is asked to agree reads it.' }, refusal)}
${field({ name: 'website', label: 'Web page', type: 'url', value: typed.website, maxlength: 2048, inputmode: 'url' }, refusal)}
${field({ name: 'redirectUris', label: 'Redirect URIs', value: typed.redirectUris, maxlength: 20480, hint: 'One to ten, with spaces between: https, or http on localhost, 127.0.0.1 or [::1].' }, refusal)}
${
  isNew
    ? html`<div class="field"><label class="check"><input type="checkbox" name="isConfidential" value="yes" ${typed.isConfidential ? html`checked` : ''}>
<span>It runs on a server and keeps a secret</span></label></div>`
    : ''
}
<button class="button" type="submit">${submit}</button>
</form>`;
