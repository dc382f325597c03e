import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import type { Html } from './html.ts';

type Field = {
  readonly name: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password' | 'url';
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'decimal' | 'email' | 'url';
  readonly maxlength?: number;
  readonly minlength?: number;
  readonly required?: boolean;
};

/** One labelled input with its hint and, where the form was refused for it, the refusal's sentence and the focus. */
export const field = (given: Field, refusal?: FieldRefusal): Html => {
  const { name, label, type = 'text', value = '', hint, autocomplete = 'off', required = true } = given;
  const refused = refusal?.field === name ? refusal.message : undefined;
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" ${limits(given)}
${required ? html`required` : ''} autocapitalize="none" spellcheck="false" ${describe(name, hint, refused)}>
${below(name, hint, refused)}
</div>`;
};

const limits = ({
  inputmode,
  minlength,
  maxlength,
}: Field): Html => html`${inputmode ? html`inputmode="${inputmode}"` : ''}
${minlength ? html`minlength="${minlength}"` : ''} ${maxlength ? html`maxlength="${maxlength}"` : ''}`;

/** Ties an input to its hint and refusal for those who hear the page; a refused one takes the focus. */
export const describe = (name: string, hint?: string, refused?: string): Html => {
  const ids = [refused && `${name}-refusal`, hint && `${name}-hint`].filter(Boolean).join(' ');
  return html`${ids ? html`aria-describedby="${ids}"` : ''} ${refused ? html`aria-invalid="true" autofocus` : ''}`;
};

export const below = (name: string, hint?: string, refused?: string): Html =>
  html`${refused ? html`<p class="refusal" id="${name}-refusal">${refused}</p>` : ''}${
    hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : ''
  }`;

/** A refusal that is about no field of the form, said above it. */
export const formRefusal = (refusal: FieldRefusal | undefined, fields: readonly string[]): Html =>
  refusal && !fields.includes(refusal.field)
    ? html`<p class="refusal refusal-form" role="alert">${refusal.message}${refusal.code === 'EMAIL_UNVERIFIED' ? html` <a href="/confirm-email">Confirm your address</a>` : ''}</p>`
    : html``;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;
