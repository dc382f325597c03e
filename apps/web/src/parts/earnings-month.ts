import type { EarnedMonthFragment, EarnedThingsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { dayText, monthText } from '../text/day-text.ts';
import { countText, currencyName } from '../text/money-text.ts';
import { percentText } from '../text/percent-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { thingLink } from './thing-link.ts';

type InCurrency = EarnedMonthFragment & { readonly things: EarnedThingsFragment };
type Earned = EarnedThingsFragment['nodes'][number];

/** The earnings of each month together, in the order in which the months come. */
export const byMonth = (all: readonly InCurrency[]): readonly (readonly InCurrency[])[] => [
  ...Map.groupBy(all, ({ month }) => month).values(),
];

/** One settled month of a creator: in each currency its sum, when it is free, and the things that brought most. */
export const earningsMonth = (currencies: readonly InCurrency[]): Html => {
  const month = currencies[0]?.month ?? '';
  return html`<article class="earned">
<h3><a class="title" href="/me/earnings/${month}">${monthText(month)}</a></h3>
${currencies.map((one) => earnedIn(one, 'More things'))}</article>`;
};

/** What somebody earned in one currency of a month, with a page of the things that brought it and a way to the next. */
export const earnedIn = (
  { month, currency, amount, things, availableOn }: InCurrency,
  more: string,
): Html => {
  const next = things.pageInfo.hasNextPage ? things.pageInfo.endCursor : null;
  return html`<section class="earned-in">
<header class="earned-head"><h4>${currencyName(currency)}</h4><p class="entry-sum">${money(amount)}</p></header>
${
  availableOn.length > 0
    ? html`<p class="hint">${availableOn.map(
        (part, at) =>
          html`${at > 0 ? '; ' : ''}${money(part.amount)} free from <time datetime="${part.day}" class="nowrap">${dayText(part.day)}</time> on`,
      )}</p>`
    : ''
}
<ul class="entries" role="list">${things.nodes.map(earnedBy)}</ul>
${
  next
    ? html`<p class="more"><a class="button button-quiet" href="/me/earnings/${month}?currency=${currency}&amp;after=${encodeURIComponent(next)}">${more}</a></p>`
    : ''
}
<p class="hint"><a href="/me/earnings/${month}.csv?currency=${currency}">${monthText(month)} as a table (CSV)</a></p></section>`;
};

const earnedBy = ({ thing, amount, flattrs, basisPoints }: Earned): Html => {
  const part = basisPoints < 10_000 ? html` · your ${percentText(basisPoints)}% of it` : '';
  return html`<li class="entry"><div><p class="thing-title">${thingLink(thing)}</p><p class="soft">${countText(flattrs, 'flattr')}${part}</p></div>
<p class="entry-sum">${money(amount)}</p></li>`;
};
