import { html } from 'hono/html';
import type { Html } from '../parts/html.ts';

/** Leads to the page that asks whether to flattr an address, whoever made what is there. */
export const lookUpForm =
  (): Html => html`<form class="form" method="get" action="/flattr"><div class="field"><label for="url">The address of what you would flattr</label>
<input id="url" name="url" type="url" required maxlength="2048" placeholder="https://" spellcheck="false" autocapitalize="none"></div>
<button class="button" type="submit">Look it up</button></form>`;
