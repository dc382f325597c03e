import { SettledMonthPageDocument, type SettledMonthPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import type { Html } from '../parts/html.ts';
import { statement } from '../parts/statement.ts';
import { dayText, minuteText, monthText } from '../text/day-text.ts';
import { percentText, stateText } from '../text/month-state-text.ts';
import type { WebContext } from '../web-env.ts';
import { showNotFound } from './not-found.ts';

type Month = NonNullable<SettledMonthPageQuery['settledMonth']>;

const monthForm = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** A settled month with its totals, one statement per currency, and when each step of it was. */
export const showSettledMonth = async (c: WebContext): Promise<Response> => {
  const month = c.req.param('month') ?? '';
  if (!monthForm.test(month)) return showNotFound(c);
  const answer = await c.var.flattr.request(SettledMonthPageDocument, { month });
  const { settledMonth: settled } = answer;
  if (!settled) return showNotFound(c);
  return page(
    c,
    { title: `${monthText(month)} · Flattr`, shell: answer },
    html`<header class="page-head"><p class="eyebrow">${stateText(settled.state)}</p>
<h1 class="display">${monthText(month)}</h1>
<p class="lede">Every budget of this month was shared by its owner’s flattrs, after a fee of ${percentText(settled.feeBasisPoints)}.</p></header>
${settled.statements.length > 0 ? settled.statements.map(statement) : html`<p class="quiet">Nobody had a budget in this month.</p>`}
${course(settled)}
<p class="hint">These are totals alone (algorithm ${settled.algorithm}). Nobody is named here, and who flattred what is not published.</p>
<p><a href="/months">All settled months</a></p>`,
  );
};

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
