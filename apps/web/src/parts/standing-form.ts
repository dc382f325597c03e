import type { StandingFlattrPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { monthAt } from '../text/day-text.ts';
import { standingText } from '../text/standing-text.ts';
import { type FlattrFormOptions, hiddenFields } from './flattr-form.ts';
import type { Html } from './html.ts';

/** Has a flattr repeat each month, for as long as is chosen. */
const startForm = (
  options: FlattrFormOptions,
): Html => html`<form class="standing-form" method="post" action="/flattr/standing">
${hiddenFields(options)}
<label class="standing-months">Each month <select name="months">
<option value="">until I stop it</option>
${[3, 6, 12].map((months) => html`<option value="${months}">for ${months} months</option>`)}
</select></label>
<button class="button button-quiet" type="submit">Keep flattring</button>
</form>`;

export const stopForm = (
  options: FlattrFormOptions,
): Html => html`<form class="undo-form" method="post" action="/flattr/standing/stop">
${hiddenFields(options)}
<button class="plain" type="submit">Stop</button>
</form>`;

type Flattred = {
  readonly viewerHasFlattred: boolean;
  readonly viewerStandingFlattr?: StandingFlattrPartsFragment | null;
  readonly unpublishedAt?: string | null;
};

/** Says that a flattr repeats each month, with the way to stop it; or asks, of one that is there, whether it should. */
export const standingPart = (
  { viewerHasFlattred, viewerStandingFlattr: standing, unpublishedAt }: Flattred,
  now: string,
  options: FlattrFormOptions,
): Html => {
  if (!standing) return viewerHasFlattred && !unpublishedAt ? startForm(options) : html``;
  const { lastMonth } = standing;
  const comesBack = !unpublishedAt && !viewerHasFlattred && (!lastMonth || lastMonth > monthAt(now));
  const weight = standing.weight > 1 ? `, counting ${standing.weight}×` : '';
  return html`<div class="standing"><p>You flattr it <strong>each month</strong>${weight}, ${standingText(standing)}.${
    unpublishedAt ? ' While it is off the net nothing is given.' : ''
  }${comesBack ? ' It comes back with the next month.' : ''}</p>${stopForm(options)}</div>`;
};
