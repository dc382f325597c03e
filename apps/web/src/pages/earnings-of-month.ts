import { EarningsMonthPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { earnedIn } from '../parts/earnings-month.ts';
import { signInFirst } from '../sign-in-first.ts';
import { monthForm, monthText } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

/** My earnings of one month, with all things that brought them, page by page. */
export const showEarningsOfMonth = async (c: WebContext): Promise<Response> => {
  const month = c.req.param('month') ?? '';
  if (!monthForm.test(month)) return showNotFound(c);
  const { currency, after } = c.req.query();
  const answer = await c.var.flattr.request(EarningsMonthPageDocument, { month, after: after || null });
  if (!answer.viewer) return signInFirst(c, `/me/earnings/${month}`);
  const { months } = answer.viewer.earnings;
  if (months.length === 0) return showNotFound(c);
  const shown = months.filter((one) => !currency || one.currency === currency);
  return page(
    c,
    { title: `My earnings of ${monthText(month)} · Flattr`, shell: answer },
    html`<header class="page-head"><p class="eyebrow"><a href="/me/earnings">My earnings</a></p>
<h1>${monthText(month)}</h1>
<p class="lede">What each thing brought you. <a href="/months/${month}">Everybody’s totals</a></p></header>
<article class="earned">${shown.map((one) => earnedIn(one, 'Smaller sums'))}</article>`,
  );
};
