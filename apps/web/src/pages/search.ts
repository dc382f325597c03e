import { SearchPageDocument, type SearchPageQuery, ShellOnlyDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { flattrPath } from '../opener.ts';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { kindTabs } from '../parts/kind-tabs.ts';
import { searchForm } from '../parts/search-form.ts';
import { thingRows } from '../parts/thing-row.ts';
import { kindOfPath, kindText } from '../text/kind-text.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

/** The API ranks so many and says no larger number. */
const rankedMax = 2000;

/** The things whose titles and tags have the words in `?q=`, of all kinds or of the one in `?kind=`, the best match first. */
export const showSearch = async (c: WebContext): Promise<Response> => {
  const sought = c.req.query('q')?.trim() ?? '';
  const path = c.req.query('kind') ?? '';
  const kind = kindOfPath(path);
  if (sought === '') return showEmpty(c);
  const after = c.req.query('after') || null;
  const answer = await c.var.flattr.request(SearchPageDocument, { query: sought, kind, after });
  const to = (more: Record<string, string | undefined>) =>
    `/search?${new URLSearchParams({ q: sought.toWellFormed(), ...defined(more) })}`;
  const { totalCount, nodes, pageInfo } = answer.searchThings;
  return page(
    c,
    { title: `${sought} · Flattr`, shell: answer, unlisted: true },
    html`<section aria-labelledby="search-title">
<h1 class="display" id="search-title">Search</h1>
${searchForm(sought, kind && path)}
${kindTabs(kind, (of) => to({ kind: of }))}
${address(sought)}
${totalCount > 0 ? html`<h2 class="search-count">${found(totalCount)}</h2>${rows(nodes)}` : nothing(sought, kind && kindText(kind).many)}
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="${to({ kind: kind && path, after: pageInfo.endCursor })}">More</a></p>`
    : ''
}
</section>`,
  );
};

const showEmpty = async (c: WebContext): Promise<Response> => {
  const shell = await c.var.flattr.request(ShellOnlyDocument);
  return page(
    c,
    { title: 'Search · Flattr', shell },
    html`<section aria-labelledby="search-title"><h1 class="display" id="search-title">Search</h1>
${searchForm()}
<p class="hint">Looks in titles and tags for all the words that you give. “A phrase” in quotation marks is found as it stands, <b>or</b> between two words finds either, and a <b>-</b> before a word leaves out what has it.</p></section>`,
  );
};

const defined = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const found = (total: number): string =>
  total < rankedMax ? countText(total, 'thing') : `${countText(rankedMax, 'thing')} or more`;

const rows = (nodes: SearchPageQuery['searchThings']['nodes']): Html =>
  html`<p class="hint">With their flattrs of this month.</p>${thingRows(
    nodes.map(({ flattrCount, ...thing }) => ({ thing, flattrCount })),
  )}`;

const nothing = (sought: string, kind: string | undefined): Html =>
  html`<p class="quiet">Nothing here has the words “<bdi>${sought}</bdi>”${kind ? html` among ${kind.toLowerCase()}` : ''}. Try fewer words, or other ones.</p>`;

/** Whoever pastes an address means that page, registered or not. */
const address = (sought: string): Html => {
  const url = URL.parse(sought);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return html``;
  return html`<p class="notice">This is an address. <a href="${flattrPath(url.href)}">Look it up, and flattr it</a>.</p>`;
};
