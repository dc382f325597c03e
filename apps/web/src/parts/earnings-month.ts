import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import { dayText, monthText } from '../text/day-text.ts';
import { countText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { thingLink } from './thing-link.ts';

type Month = MyEarnings['months'][number];

/** One settled month of a creator: its sum, when it is free, and each thing's part. */
export const earningsMonth = ({
  month,
  amount,
  things,
  availableOn,
}: Month): Html => html`<article class="earned">
<header class="earned-head"><h3><a class="title" href="/months/${month}">${monthText(month)}</a></h3><p class="entry-sum">${money(amount)}</p></header>
${
  availableOn.length > 0
    ? html`<p class="hint">${availableOn.map(
        (part, at) =>
          html`${at > 0 ? '; ' : ''}${money(part.amount)} free from <time datetime="${part.day}" class="nowrap">${dayText(part.day)}</time> on`,
      )}</p>`
    : ''
}
<ul class="entries" role="list">${things.map(
  ({
    thing,
    amount: part,
    flattrs,
  }) => html`<li class="entry"><div><p class="thing-title">${thingLink(thing)}</p><p class="soft">${countText(flattrs, 'flattr')}</p></div>
<p class="entry-sum">${money(part)}</p></li>`,
)}</ul></article>`;
