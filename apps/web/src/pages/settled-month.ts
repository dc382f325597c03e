import { SettledMonthPageDocument, type SettledMonthPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { settling } from '../parts/settling.ts';
import { statement } from '../parts/statement.ts';
import { dayText, lastDayOf, minuteText, monthAt, monthForm, monthText } from '../text/day-text.ts';
import { percentText, stateText } from '../text/month-state-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type Month = NonNullable<SettledMonthPageQuery['settledMonth']>;
type Settlement = NonNullable<SettledMonthPageQuery['settlement']>;

/** A settled month with its totals, one statement per currency, and when each step of it was. */
export const showSettledMonth = async (c: WebContext): Promise<Response> => {
  const month = c.req.param('month') ?? '';
  if (!monthForm.test(month)) return showNotFound(c);
  const answer = await c.var.flattr.request(SettledMonthPageDocument, { month });
  const { settledMonth: settled, settlement } = answer;
  if (!settled && settlement) return showSettling(c, settlement, answer);
  if (!settled) return month === monthAt(answer.now) ? showRunning(c, month, answer) : showNotFound(c);
  return page(
    c,
    { title: `${monthText(month)} · Flattr`, shell: answer },
    html`<header class="page-head"><p class="eyebrow">${stateText(settled.state)}</p>
<h1 class="display">${monthText(month)}</h1>
<p class="lede">Every budget of this month was shared by its owner’s flattrs, after a fee of ${percentText(settled.feeBasisPoints)}.</p></header>
${settled.statements.length > 0 ? settled.statements.map(statement) : html`<p class="quiet">Nobody had a budget in this month.</p>`}
${course(settled)}
<p class="hint">These are totals alone (algorithm ${settled.algorithm}). Nobody is named here, and who flattred what is not published.</p>
<p>${answer.viewer ? html`<a href="/me/months/${month}">What my flattrs became</a> · ` : ''}<a href="/months">All settled months</a></p>`,
  );
};

/** Says of a month that has ended how far its settlement is. */
const showSettling = (c: WebContext, settlement: Settlement, shell: SettledMonthPageQuery) =>
  page(
    c,
    { title: `${monthText(settlement.month)} · Flattr`, shell },
    settling(settlement, `/months/${settlement.month}`),
  );

/** Says of the month that still takes flattrs when there will be something to see. */
const showRunning = (c: WebContext, month: string, shell: SettledMonthPageQuery) =>
  page(
    c,
    { title: `${monthText(month)} · Flattr`, shell, status: 404 },
    html`<section class="empty"><h1>${monthText(month)} is still running</h1>
<p class="lede">Its totals appear after ${lastDayOf(month)}.</p>
<p><a class="button" href="/">See what is flattred now</a></p><p><a href="/months">All settled months</a></p></section>`,
  );

const course = ({
  cutAt,
  publishedAt,
  challengeEndsAt,
  paidAt,
}: Month): Html => html`<section aria-labelledby="course-title">
<h2 class="rule-title" id="course-title">Its course</h2>
<dl class="legend course">
<div><dt>Ended</dt><dd><time datetime="${cutAt}">${minuteText(cutAt)}</time></dd></div>
${publishedAt ? html`<div><dt>Published</dt><dd><time datetime="${publishedAt}">${minuteText(publishedAt)}</time></dd></div>` : ''}
${challengeEndsAt ? html`<div><dt>Open to objections until</dt><dd><time datetime="${challengeEndsAt}">${dayText(challengeEndsAt)}</time></dd></div>` : ''}
<div><dt>Payouts</dt><dd>${paidAt ? html`<time datetime="${paidAt}">${minuteText(paidAt)}</time>` : 'to come'}</dd></div>
</dl></section>`;
