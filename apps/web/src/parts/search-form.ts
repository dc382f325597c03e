import { html } from 'hono/html';
import type { Html } from './html.ts';

/** Looks for things by words; a form of its own page, so that what was sought stands in its address. */
export const searchForm = (
  sought = '',
  kind = '',
): Html => html`<form class="search" role="search" method="get" action="/search">
<label class="sr" for="q">Search in titles and tags</label>
<input id="q" name="q" type="search" maxlength="200" value="${sought}" placeholder="Search" autocomplete="off">
${kind ? html`<input type="hidden" name="kind" value="${kind}">` : ''}
<button class="button button-quiet" type="submit">Search</button>
</form>`;
