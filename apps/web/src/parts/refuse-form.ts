import type { ClaimPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';

/** Lets who has proven a site say that it does not take part, or that it does again; asks once more, also where no script runs. */
export const refuseForm = ({ id, site, state, refusesSince }: ClaimPartsFragment): Html => {
  if (refusesSince)
    return html`<div class="notice"><p>Since ${dayText(refusesSince)} you do not take part. ${
      state === 'STANDING' || state === 'FROZEN'
        ? 'Nothing here has a page or takes a flattr, and what waited has gone back to those who gave it.'
        : 'That counts from the day on which the site is yours.'
    }</p>
<form method="post" action="/me/sites/refuse">${hidden('claim', id)}${hidden('refuses', 'no')}<button class="button button-quiet" type="submit" aria-label="Take part again with ${site}">Take part again</button></form></div>`;
  if (state !== 'WAITING' && state !== 'STANDING' && state !== 'FROZEN') return html``;
  return html`<details class="end-giving"><summary>I do not want to take part</summary>
<form class="form" method="post" action="/me/sites/refuse">${hidden('claim', id)}${hidden('refuses', 'yes')}
<p class="soft">Nothing on ${site} then has a page here or takes a flattr${state === 'STANDING' ? '' : ', as soon as the site is yours'}. What waits for it goes back
to those who gave it, and what this month has given already still comes to you. You can take part again later; what went back does not come again.</p>
<button class="button button-quiet" type="submit">Yes, refuse flattrs</button></form></details>`;
};
