import { html } from 'hono/html';
import type { MyMonth } from '../pages/my-month.ts';
import { shortDayText } from '../text/day-text.ts';
import { undoForm } from './flattr-form.ts';
import type { Html } from './html.ts';
import { share } from './money.ts';
import { tint } from './share-bar.ts';
import { byline, thingLink } from './thing-link.ts';

type Flattr = MyMonth['monthSoFar']['flattrs'][number];

/** My flattrs of this month, each with what it would become if the month ended now. */
export const flattrRows = (flattrs: readonly Flattr[], month: string): Html => html`${
  flattrs.some(({ worth }) => worth)
    ? html`<p class="hint">What each would become if the month ended now. With every further
flattr the same budget is shared by more.</p>`
    : ''
}
<ol class="flattrs" role="list">${flattrs.map((flattr, at) => row(flattr, month, at))}</ol>`;

const row = (
  { thing, weight, flattredAt, standingFlattr, fate, worth }: Flattr,
  month: string,
  at: number,
): Html => html`<li class="flattr">
<span class="key ${worth ? tint(at) : 'key-kept'}"></span>
<div class="flattr-words">
<p class="thing-title">${thingLink(thing)}</p>
<p class="soft">${byline(thing.creator)} · <time datetime="${flattredAt}">${shortDayText(flattredAt)}</time>${weight > 1 ? html` · counts ${weight}×` : ''}${standingFlattr ? ' · each month' : ''}</p>
</div>
<div class="flattr-worth">
<p class="worth">${becoming({ fate, worth })}</p>
${undoForm({ url: thing.url, next: '/me/month', month })}
</div>
</li>`;

const becoming = ({ fate, worth }: Pick<Flattr, 'fate' | 'worth'>): Html => {
  if (fate === 'OWN_THING') return html`<span class="soft">yours in part, counts nothing</span>`;
  return worth ? share(worth) : html`<span class="soft">no budget</span>`;
};
