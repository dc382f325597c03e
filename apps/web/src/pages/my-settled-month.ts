import { MySettledMonthPageDocument, type MySettledMonthPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { settling } from '../parts/settling.ts';
import { shareTable } from '../parts/share-table.ts';
import { signInFirst } from '../sign-in-first.ts';
import { monthAt, monthForm, monthName, monthText } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

/** My settled month: what each of my flattrs became, the fee, and what was kept; while it is being settled, how far that is. */
export const showMySettledMonth = async (c: WebContext): Promise<Response> => {
  const month = c.req.param('month') ?? '';
  if (!monthForm.test(month)) return showNotFound(c);
  const path = `/me/months/${month}`;
  const { currency, after } = c.req.query();
  const answer = await c.var.flattr.request(MySettledMonthPageDocument, { month, after: after || null });
  const { viewer, settlement } = answer;
  if (!viewer) return signInFirst(c, path);
  if (!settlement) return month === monthAt(answer.now) ? c.redirect('/me/month') : showNotFound(c);
  const shown = viewer.months.filter(({ budget }) => !currency || budget.currency === currency);
  const head = { title: `My ${monthText(month)} · Flattr`, shell: answer };
  if (settlement.state === 'OPEN' || settlement.state === 'CUT')
    return page(c, head, settling(settlement, path));
  return page(
    c,
    head,
    html`<header class="page-head"><p class="eyebrow">${monthText(month)}, settled</p>
<h1 class="display">My ${monthName(month)}</h1>
<p class="lede">What each flattr became. Only you see this.</p></header>
${shown.map((wallet) => shareTable(wallet, path))}
${shown.length > 0 ? '' : html`<p class="quiet">You had no money in a wallet when this month ended, so nothing of yours was shared.</p>`}
${links(month, settlement)}`,
  );
};

const links = (month: string, { state }: NonNullable<MySettledMonthPageQuery['settlement']>): Html =>
  html`<p>${
    state === 'SETTLED'
      ? ''
      : html`<a href="/months/${month}">Everybody’s totals of ${monthText(month)}</a> · `
  }<a href="/me/month">My month so far</a></p>`;
