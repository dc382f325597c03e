import type { ProposalPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText } from '../text/day-text.ts';
import { percentText } from '../text/percent-text.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';
import { userLink } from './thing-link.ts';

type Part = ProposalPartsFragment['parts'][number];

/** Who is to receive how much, and who has accepted by now; with what this person can do about it. */
export const proposal = (
  { id, parts, proposer }: ProposalPartsFragment,
  handle: string,
): Html => html`<ul class="entries proposal-parts" role="list">${parts.map((part) => row(part, handle))}</ul>
<div class="proposal-acts">${acts(
  id,
  parts.find(({ beneficiary }) => beneficiary.handle === handle),
  proposer.handle === handle,
)}</div>`;

const row = ({ beneficiary, basisPoints, acceptedAt }: Part, handle: string): Html => html`<li class="entry">
<div><p class="thing-title">${userLink(beneficiary)}${beneficiary.handle === handle ? html` <span class="soft">(you)</span>` : ''}</p>
<p class="soft">${acceptedAt ? `accepted ${dayText(acceptedAt)}` : beneficiary.handle === handle ? 'waits for your answer' : 'has not answered yet'}</p></div>
<p class="entry-sum">${percentText(basisPoints)}%</p></li>`;

const acts = (id: string, mine: Part | undefined, proposes: boolean): Html => {
  if (proposes) return act('withdraw', id, 'Take it back', 'button button-quiet');
  if (!mine) return html``;
  if (mine.acceptedAt) return act('decline', id, 'Decline after all', 'plain');
  return html`${act('accept', id, 'Accept', 'button')}${act('decline', id, 'Decline', 'button button-quiet')}`;
};

const act = (
  verb: 'accept' | 'decline' | 'withdraw',
  id: string,
  words: string,
  look: string,
): Html => html`<form method="post" action="/me/splits/${verb}">${hidden('proposal', id)}
<button class="${look}" type="submit">${words}</button></form>`;

/** What accepting means, before it is done. */
export const whatAcceptingMeans =
  (): Html => html`<p class="hint">Once everybody named has accepted, it counts for the month
that runs by then and for those after it. You can then no longer flattr the thing, and a flattr of yours on it this month no longer
counts. The creator can propose another split at any time, which only those named in that one have to accept; to be left out, ask
the creator for one without you.</p>`;
