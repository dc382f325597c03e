import { MyMonthPageDocument, type MyMonthPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { flattrRows } from '../parts/flattr-rows.ts';
import type { Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { monthBar } from '../parts/month-bar.ts';
import { standingList } from '../parts/standing-list.ts';
import { suggestionList } from '../parts/suggestion-list.ts';
import { hasMoney, walletsLeft } from '../parts/wallets-left.ts';
import { signInFirst } from '../sign-in-first.ts';
import { daysBetween, lastDayText, monthName, monthText } from '../text/day-text.ts';
import { microsOf } from '../text/micros.ts';
import { countText } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

export type MyMonth = NonNullable<MyMonthPageQuery['viewer']>;

/** My month: the budget as a bar of shares, what each flattr becomes so far, and how long it still is. */
export const showMyMonth = async (c: WebContext): Promise<Response> => {
  const answer = await c.var.flattr.request(MyMonthPageDocument, { after: c.req.query('after') || null });
  const { viewer } = answer;
  if (!viewer) return signInFirst(c);
  const { month, endsAt, flattrs } = viewer.monthSoFar;
  return page(
    c,
    { title: `${monthText(month)} · Flattr`, shell: answer },
    html`<header class="page-head page-head-month">
<p class="eyebrow">${left(answer.now, endsAt)}</p>
<h1 class="display">My ${monthName(month)}</h1>
</header>
${budgetPart(viewer)}
<section aria-labelledby="flattrs-title">
<h2 class="rule-title" id="flattrs-title">${flattrs.length > 0 ? countText(flattrs.length, 'flattr') : 'Nothing flattred yet'}</h2>
${flattrs.length > 0 ? flattrRows(flattrs, month) : html`<p class="quiet">Press flattr on what you like, here or on any page with the button. A month without a flattr costs nothing: the money stays in your wallet.</p><p><a class="button button-quiet" href="/">See what others flattr</a></p>`}
</section>
${suggestionList(viewer.suggestions)}
${standingList(viewer.standingFlattrs)}
${before(viewer.months)}`,
  );
};

const left = (now: string, endsAt: string): Html => {
  const days = daysBetween(now, endsAt);
  const words = days <= 1 ? 'The last day' : `${countText(days, 'day')} until the cut`;
  return html`${words} · <time datetime="${endsAt}">ends with ${lastDayText(endsAt)}, UTC</time>`;
};

const budgetPart = (viewer: MyMonth): Html => {
  const { budget, nextBudget } = viewer;
  if (budget) return html`${monthBar(viewer, budget.amount)}${shortWallet(viewer, budget.amount)}`;
  return html`<section class="notice notice-act"><p>${nextBudget ? html`Your budget counts from ${monthText(nextBudget.fromMonth)} on.` : withoutBudget(viewer)}</p><p><a class="button" href="/me/budget">${nextBudget ? 'See my budget' : 'Set a budget'}</a></p></section>`;
};

const withoutBudget = ({ wallets }: MyMonth): Html => {
  if (!hasMoney(wallets)) {
    return html`You have no budget yet, so your flattrs are worth nothing so far. One is enough for all of them.`;
  }
  return html`You give nothing this month, so your flattrs are worth nothing. ${walletsLeft(wallets)}.`;
};

const shortWallet = (
  { wallets }: MyMonth,
  budget: { readonly amount: string; readonly currency: string },
): Html => {
  const wallet = wallets.find(({ balance }) => balance.currency === budget.currency)?.balance;
  const held = wallet ?? { amount: '0', currency: budget.currency };
  if (microsOf(held) >= microsOf(budget)) return html``;
  return html`<div class="notice notice-act"><p>${
    microsOf(held) > 0n
      ? html`Your wallet holds ${money(held)}, which is less than your budget. Only that much can be shared.`
      : 'Your wallet is empty, so there is nothing to share yet.'
  }</p><p><a class="button" href="/me/budget">Fund my wallet</a></p></div>`;
};

const before = (months: MyMonth['months']): Html => {
  if (months.length === 0) return html``;
  return html`<section aria-labelledby="before-title">
<h2 class="rule-title" id="before-title">Months before</h2>
<ul class="entries" role="list">${months.map(
    ({
      month,
      flattrs,
      spent,
      fee,
      kept,
    }) => html`<li class="entry"><div><p><a class="title" href="/me/months/${month}">${monthText(month)}</a></p>
<p class="soft">${countText(flattrs, 'flattr')}, fee ${money(fee)}, ${money(kept)} stays in the wallet</p></div>
<p class="entry-sum">${money(spent)} <span class="soft">spent</span></p></li>`,
  )}</ul></section>`;
};
