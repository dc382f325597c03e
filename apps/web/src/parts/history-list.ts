import type { HistoryKind, HistoryPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { minuteText } from '../text/day-text.ts';
import { historyText } from '../text/history-text.ts';
import { changeText, currencyName } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Sum = { readonly amount: string; readonly currency: string };

/** The history of one account: where it is read, what it holds, and a page of its entries. */
export type ShownHistory = {
  readonly path: string;
  readonly held: Sum;
  readonly history: HistoryPartsFragment;
};

/** My page of the month that an entry is about. */
const monthPath = (kind: HistoryKind, month: string): string =>
  kind === 'EARNINGS' ? `/me/earnings/${month}` : `/me/months/${month}`;

/** What came and went, newest first, each with what was there then, and a way to what is older. */
export const historyList = ({ path, held, history: { nodes, pageInfo } }: ShownHistory): Html => {
  const { currency } = held;
  return html`<section aria-labelledby="history-${currency}">
<h2 class="rule-title" id="history-${currency}">${currencyName(currency)}</h2>
<ul class="entries" role="list">${nodes.map(
    ({ kind, month, at, amount, balanceAfter }) => html`<li class="entry">
<div><p>${month ? html`<a class="title" href="${monthPath(kind, month)}">${historyText(kind, month)}</a>` : historyText(kind)}</p>
<p class="soft"><time datetime="${at}">${minuteText(at)}</time></p></div>
<div class="entry-sum"><p><data class="money" value="${amount.amount} ${amount.currency}">${changeText(amount)}</data></p>
<p class="soft">${money(balanceAfter)} then</p></div></li>`,
  )}</ul>
${nodes.length > 0 ? '' : html`<p class="quiet">There is nothing older.</p>`}
${
  pageInfo.hasNextPage && pageInfo.endCursor
    ? html`<p class="more"><a class="button button-quiet" href="${path}?currency=${currency}&amp;after=${encodeURIComponent(pageInfo.endCursor)}">Older</a></p>`
    : ''
}</section>`;
};
