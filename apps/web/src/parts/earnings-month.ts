import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import { dayText, monthText } from '../text/day-text.ts';
import { countText, currencyName } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { thingLink } from './thing-link.ts';

type InCurrency = MyEarnings['months'][number];

/** The earnings of each month together, in the order in which the months come. */
export const byMonth = (all: readonly InCurrency[]): readonly (readonly InCurrency[])[] => [
  ...Map.groupBy(all, ({ month }) => month).values(),
];

/** One settled month of a creator: in each currency its sum, when it is free, and each thing's part. */
export const earningsMonth = (currencies: readonly InCurrency[]): Html => {
  const month = currencies[0]?.month ?? '';
  return html`<article class="earned">
<h3><a class="title" href="/months/${month}">${monthText(month)}</a></h3>
${currencies.map(inCurrency)}</article>`;
};

const inCurrency = ({
  currency,
  amount,
  things,
  availableOn,
}: InCurrency): Html => html`<section class="earned-in">
<header class="earned-head"><h4>${currencyName(currency)}</h4><p class="entry-sum">${money(amount)}</p></header>
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
)}</ul></section>`;
