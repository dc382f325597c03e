import type { Scope } from '@flattr/sdk';
import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { scopes, scopeText } from '../text/scope-text.ts';
import { below, describe, field, formRefusal, hidden } from './field.ts';
import type { Html } from './html.ts';

type Typed = { readonly name: string; readonly scopes: readonly Scope[] };

/** Names a new token and says what it may do; `newest` is the one made last, by which a form sent twice is known. */
export const tokenForm = (
  newest = '',
  typed: Typed = { name: '', scopes: [] },
  refusal?: FieldRefusal,
): Html => {
  const refused = refusal?.field === 'scopes' ? refusal.message : undefined;
  return html`<section aria-labelledby="new-title"><h2 class="rule-title" id="new-title">Make one</h2>
<form class="form" method="post" action="/me/tokens">
${formRefusal(refusal, ['name', 'scopes'])}
${hidden('newest', newest)}
${field({ name: 'name', label: 'Name', value: typed.name, maxlength: 100, hint: 'To know it by, such as the site that uses it.' }, refusal)}
<fieldset class="field" ${describe('scopes', undefined, refused)}><legend>It may</legend>
${scopes.map(
  (
    scope,
  ) => html`<label class="check"><input type="checkbox" name="scope" value="${scope}" ${typed.scopes.includes(scope) ? html`checked` : ''}>
<span>${scopeText(scope)}</span></label>`,
)}
${below('scopes', undefined, refused)}</fieldset>
<button class="button" type="submit">Make a token</button>
</form></section>`;
};
