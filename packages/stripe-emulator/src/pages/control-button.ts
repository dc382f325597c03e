import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** A button that calls a control with fixed fields, red where it brings trouble. */
export function controlButton(
  control: string,
  text: string,
  fields: Record<string, string>,
  tone: 'good' | 'bad' = 'good',
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="/dashboard/${control}" class="inline">${hidden}
<button type="submit" class="slim ${tone}">${text}</button></form>`;
}

/** A list of values of which one is chosen for a control, and its button. */
export function controlChoice(
  control: string,
  text: string,
  fields: Record<string, string>,
  choice: { name: string; label: string; values: readonly string[] },
): Html {
  const hidden = Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  const options = choice.values.map((value) => html`<option>${value}</option>`);
  return html`<form method="post" action="/dashboard/${control}" class="inline">${hidden}
<select name="${choice.name}" aria-label="${choice.label}">${options}</select>
<button type="submit" class="slim">${text}</button></form>`;
}
