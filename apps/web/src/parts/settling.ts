import type { SettlementPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { monthText } from '../text/day-text.ts';
import { durationText } from '../text/duration-text.ts';
import { countText } from '../text/money-text.ts';
import type { Html } from './html.ts';

/** Says of a month that has ended and is not published how far its settlement is. */
export const settling = (settlement: SettlementPartsFragment, path: string): Html => {
  const { month, state, percent } = settlement;
  return html`<section class="empty"><p class="eyebrow">${state === 'CUT' ? 'Being settled' : 'Ended'}</p>
<h1>${heading(settlement)}</h1>
<p class="lede">It takes no more flattrs. Every budget is shared by its owner’s flattrs, and then the totals appear here.</p>
<p><progress class="progress" max="100" value="${percent}" aria-label="How much of ${monthText(month)} is settled">${percent}%</progress></p>
<p class="quiet">${pace(settlement)}</p>
<p><a class="button" href="${path}">Look again</a></p><p><a href="/months">All settled months</a></p></section>`;
};

const heading = ({ month, state, percent }: SettlementPartsFragment): Html => {
  if (state === 'OPEN') return html`${monthText(month)} is about to be settled`;
  if (state === 'CUT') return html`${monthText(month)} is ${percent}% settled`;
  return html`${monthText(month)} is settled`;
};

const pace = ({
  state,
  shards,
  supporters,
  supportersPerSecond,
  secondsLeft,
}: SettlementPartsFragment): Html => {
  if (state === 'OPEN') return html`Nobody has begun yet. It goes on by itself as soon as a worker runs.`;
  if (state !== 'CUT') return html`Its totals are being published.`;
  if (shards === 0) return html`The work is being divided.`;
  const done = html`${countText(supporters, 'wallet')} settled so far`;
  if (secondsLeft === null) return html`${done}. Nothing tells yet how long the rest takes.`;
  return html`${done}${supportersPerSecond > 0 ? html`, ${countText(supportersPerSecond, 'wallet')} a second` : ''}. About <strong>${durationText(secondsLeft)}</strong> left.`;
};
