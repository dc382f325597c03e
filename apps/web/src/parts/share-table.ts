import type { MySettledMonthPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { currencyName } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { byline, thingLink } from './thing-link.ts';

type SupporterMonth = NonNullable<MySettledMonthPageQuery['viewer']>['months'][number];
type Share = SupporterMonth['shares']['nodes'][number];

/** What became of one wallet in a settled month: each flattr's share, the fee, and what was kept. */
export const shareTable = (of: SupporterMonth, path: string): Html => {
  const { budget, spent, fee, kept, shares } = of;
  const { currency } = budget;
  const next = shares.pageInfo.hasNextPage ? shares.pageInfo.endCursor : null;
  return html`<section aria-labelledby="shares-${currency}">
<h2 class="rule-title" id="shares-${currency}">${currencyName(currency)}</h2>
<p class="amount">${money(spent)} <span class="amount-word">spent</span></p>
<table class="shares">
<caption class="sr">What my flattrs became</caption>
<thead><tr><th scope="col">Flattr</th><th scope="col">Counted</th><th scope="col">Became</th></tr></thead>
<tbody>${shares.nodes.map(row)}${
    next
      ? html`<tr><td colspan="3"><a href="${path}?currency=${currency}&amp;after=${encodeURIComponent(next)}">Smaller shares</a></td></tr>`
      : ''
  }</tbody>
<tfoot>
<tr class="shares-edge"><th scope="row" colspan="2">Fee, which runs this place</th><td>${money(fee)}</td></tr>
<tr class="shares-edge"><th scope="row" colspan="2">Spent, of a budget of ${money(budget)}</th><td>${money(spent)}</td></tr>
<tr><th scope="row" colspan="2">Kept in the wallet</th><td>${money(kept)}</td></tr>
</tfoot>
</table>
</section>`;
};

const row = ({ thing, weight, fate, amount }: Share): Html => {
  const own = fate === 'OWN_THING';
  return html`<tr${own ? html` class="shares-none"` : ''}><th scope="row"><span class="thing-title">${thingLink(thing)}</span> <span class="soft">${own ? 'yours in part by then, so it counted nothing' : byline(thing.creator)}</span></th><td>${own ? '–' : html`${weight}×`}</td><td>${money(amount)}</td></tr>`;
};
