import { html } from 'hono/html';
import type { MyMonth } from '../pages/my-month.ts';
import { hidden } from './field.ts';
import { flattrForm } from './flattr-form.ts';
import type { Html } from './html.ts';
import { outsideLink } from './thing-link.ts';

type Suggestion = MyMonth['suggestions']['nodes'][number];

/** What my player says that I played: a suggestion each, which nothing comes of by itself. */
export const suggestionList = ({ nodes, totalCount }: MyMonth['suggestions']): Html => {
  if (nodes.length === 0) return html``;
  return html`<section aria-labelledby="played-title">
<h2 class="rule-title" id="played-title">You played these</h2>
<p class="hint">Your player told us, to remind you; nobody else sees it, and it is forgotten with the month. Nothing is flattred before you press.${
    totalCount > nodes.length ? html` These are the ${nodes.length} that you played most.` : ''
  }</p>
<ul class="entries" role="list">${nodes.map(row)}</ul></section>`;
};

const row = ({ url, title, plays }: Suggestion): Html => html`<li class="entry suggestion"><div>
<p class="thing-title"><bdi>${title}</bdi></p>
<p class="soft">Played ${plays === 1 ? 'once' : `${plays} times`} this month · ${outsideLink(url)}</p>
</div><div class="suggestion-acts">${flattrForm({ url, next: '/me/month' })}<form class="undo-form" method="post" action="/me/month/dismiss">
${hidden('url', url)}<button class="plain" type="submit">Not this one</button>
</form></div></li>`;
