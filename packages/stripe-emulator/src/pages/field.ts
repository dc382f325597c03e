import { html } from 'hono/html';
import type { Html } from './layout.ts';

type Field = {
  name: string;
  label: string;
  value: string;
  autocomplete: string;
  /** `numeric` asks a phone for its number keys. */
  inputmode: 'numeric' | 'text';
  /** Whether the error on top of the form is about this field. */
  wrong: boolean;
};

/** One labelled input; a wrong one points at the error and takes the focus. */
export function field({ name, label, value, autocomplete, inputmode, wrong }: Field): Html {
  const marks = wrong ? html`aria-invalid="true" aria-describedby="error" autofocus` : '';
  return html`<label>${label}
<input name="${name}" value="${value}" inputmode="${inputmode}"
autocomplete="${autocomplete}" required ${marks}>
</label>`;
}

/** The error on top of a form, read out when the page comes. */
export function errorLine(message: string | undefined): Html | '' {
  return message === undefined ? '' : html`<p class="error" id="error" role="alert">${message}</p>`;
}
