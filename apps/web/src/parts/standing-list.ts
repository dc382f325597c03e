import { html } from 'hono/html';
import type { MyMonth } from '../pages/my-month.ts';
import { countText } from '../text/money-text.ts';
import { standingText } from '../text/standing-text.ts';
import type { Html } from './html.ts';
import { stopForm } from './standing-form.ts';
import { byline, thingLink } from './thing-link.ts';

type Standing = MyMonth['standingFlattrs']['nodes'][number];

/** What I flattr each month, until when, and the way to stop each. */
export const standingList = ({ nodes, pageInfo, totalCount }: MyMonth['standingFlattrs']): Html => {
  if (nodes.length === 0) return html``;
  return html`<section aria-labelledby="standing-title">
<h2 class="rule-title" id="standing-title">${countText(totalCount, 'flattr')} each month</h2>
<p class="hint">They are flattred by themselves when a month begins, and share your budget like all others: they never
cost more than it. Stopping one leaves this month’s flattr, which you can undo above.</p>
<ul class="entries" role="list">${nodes.map(row)}</ul>
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="/me/month?after=${encodeURIComponent(pageInfo.endCursor)}#standing-title">Earlier ones</a></p>`
    : ''
}</section>`;
};

const row = (standing: Standing): Html => html`<li class="entry"><div>
<p class="thing-title">${thingLink(standing.thing)}</p>
<p class="soft">${byline(standing.thing.creator)}${standing.weight > 1 ? html` · counts ${standing.weight}×` : ''} · ${standingText(standing)}</p>
</div>${stopForm({ url: standing.thing.url, next: '/me/month' })}</li>`;
