import { SettledMonthsPageDocument } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { money } from '../parts/money.ts';
import { monthText } from '../text/day-text.ts';
import { countText } from '../text/money-text.ts';
import { stateText } from '../text/month-state-text.ts';
import type { WebContext } from '../web-env.ts';

/** All published months, newest first. */
export const showSettledMonths = async (c: WebContext): Promise<Response> => {
  const answer = await c.var.flattr.request(SettledMonthsPageDocument);
  return page(
    c,
    { title: 'Settled months · Flattr', shell: answer },
    html`<header class="page-head"><h1>Settled months</h1>
<p class="lede">What every month’s budgets became. These totals are public.</p></header>
${
  answer.settledMonths.length === 0
    ? html`<p class="quiet">No month has been settled here yet. The first one is when this month ends.</p>`
    : html`<ol class="months" role="list">${answer.settledMonths.map(
        ({
          month,
          state,
          statements,
        }) => html`<li class="month-row"><div><h2><a class="title" href="/months/${month}">${monthText(month)}</a></h2>
<p class="soft">${stateText(state)}</p></div>
<ul class="month-sums" role="list">${statements.map(
          ({ distributed, flattrs }) =>
            html`<li>${money(distributed)} <span class="soft">to creators, ${countText(flattrs, 'flattr')}</span></li>`,
        )}</ul></li>`,
      )}</ol>`
}`,
  );
};
