import type { ThingPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import { kindText } from '../text/kind-text.ts';
import { numberText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { byline, thingLink } from './thing-link.ts';

export type Counted = {
  readonly thing: ThingPartsFragment;
  readonly flattrCount: number;
  /** Since when it is off the net, on pages that list what is. */
  readonly unpublishedAt?: string | null;
};

/** How often a thing was flattred, as a numeral with its word. */
export const tally = (
  count: number,
  when = '',
): Html => html`<p class="tally${count === 0 ? ' tally-none' : ''}">
<span class="tally-number">${numberText(count)}</span> <span class="tally-word">${count === 1 ? 'flattr' : 'flattrs'} ${when}</span></p>`;

/** Things with their counts, as a list. */
export const thingRows = (rows: readonly Counted[], by: 'creator' | 'kind' = 'creator'): Html =>
  html`<ol class="things" role="list">${rows.map(
    ({ thing, flattrCount, unpublishedAt }) => html`<li class="thing">
${tally(flattrCount)}
<div class="thing-words">
<p class="thing-title">${thingLink(thing)}</p>
<p class="soft">${by === 'creator' ? byline(thing.creator) : kindText(thing.kind).one}${unpublishedAt ? html` · off the net since ${dayText(unpublishedAt)}` : ''}</p>
</div>
</li>`,
  )}</ol>`;
