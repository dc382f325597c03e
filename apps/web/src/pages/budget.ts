import { BudgetPageDocument, type BudgetPageQuery, type BudgetPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { budgetForm, type TypedBudget } from '../parts/budget-form.ts';
import { cardNotice, isBeingSaved } from '../parts/card-notice.ts';
import { cardSection } from '../parts/card-section.ts';
import { chargeList, newestFirst } from '../parts/charge-list.ts';
import { formRefusal } from '../parts/field.ts';
import { fundingForm } from '../parts/funding-form.ts';
import type { Html } from '../parts/html.ts';
import { lookAgain } from '../parts/looking.ts';
import { money } from '../parts/money.ts';
import { isBeingCredited, paidNotice } from '../parts/paid-notice.ts';
import { refundForm } from '../parts/refund-form.ts';
import { refundList } from '../parts/refund-list.ts';
import { topUpNotice } from '../parts/top-up-notice.ts';
import { hasMoney, walletsLeft } from '../parts/wallets-left.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { monthText } from '../text/day-text.ts';
import { withLeast } from '../text/least-text.ts';
import { isZero } from '../text/micros.ts';
import { currencyName } from '../text/money-text.ts';
import type { WebContext } from '../web-env.ts';

type MyBudget = NonNullable<BudgetPageQuery['viewer']>;

type Refused = { readonly refusal?: FieldRefusal | undefined; readonly typed?: TypedBudget };

/** My budget and wallet: what I give a month, what is in the wallet, and what each way of filling it costs. */
export const showBudget = async (c: WebContext, { refusal, typed }: Refused = {}): Promise<Response> => {
  const answer = await c.var.flattr.request(BudgetPageDocument, { after: c.req.query('after') || null });
  const { viewer } = answer;
  if (!viewer) return signInFirst(c, '/me/budget');
  const budget = viewer.nextBudget ?? viewer.budget;
  const charges = newestFirst(viewer.charges.nodes);
  const newest = c.req.query('after') ? undefined : charges[0];
  const named = withLeast(
    refusal,
    answer.currencies.find(({ currency }) => currency === typed?.currency)?.budgetMinimum,
  );
  const again = viewer.fundingChoices.find(({ monthsAtOnce }) => monthsAtOnce === budget?.monthsAtOnce);
  const look = isBeingCredited(c, newest)
    ? lookAgain(c, 'paid')
    : isBeingSaved(c, viewer.cardSetup)
      ? lookAgain(c, 'card')
      : undefined;
  return page(
    c,
    {
      title: 'My budget · Flattr',
      shell: answer,
      status: refusal ? 422 : 200,
      goTo: look,
      goAfterSeconds: 2,
    },
    html`<header class="page-head"><h1>My budget</h1>
<p class="lede">${budget ? says(viewer) : 'What do you want to give a month? However much you flattr, it never costs more than this.'}</p></header>
${formRefusal(refusal, ['amount', 'currency', 'maxPerFlattr'])}
${paidNotice(c, newest)}${cardNotice(c, viewer.cardSetup)}
${budget && newest ? topUpNotice(charges) : ''}
${budget ? '' : stopped(viewer.wallets)}
<div class="columns">
${budget || hasMoney(viewer.wallets) ? html`<div>${wallets(viewer)}${budget ? fundingForm(viewer.fundingChoices, budget.monthsAtOnce) : ''}</div>` : ''}
<div>${budgetForm(answer.currencies, typed ?? (budget && typedOf(budget)), named)}${budget ? endForm : ''}${cardSection(viewer.card, again, answer.now)}</div>
</div>
${chargeList(charges, viewer.charges.pageInfo, isBeingCredited(c, newest))}
${refundList(viewer.refunds.nodes)}`,
  );
};

/** A budget as its form has it. */
const typedOf = ({ amount, monthsAtOnce, maxPerFlattr }: BudgetPartsFragment): TypedBudget => ({
  ...amount,
  monthsAtOnce,
  maxPerFlattr: maxPerFlattr?.amount ?? '',
});

/** Asks once more before the giving ends, also where no script runs. */
const endForm = html`<details class="end-giving"><summary>Stop giving</summary>
<form class="form" method="post" action="/me/budget/end">
<p class="soft">It ends with this month already: your flattrs of this month are worth nothing then, and your card is not charged
again. What is in the wallet stays yours.</p>
<button class="button button-quiet" type="submit">Yes, stop giving</button></form></details>`;

/** Said to whom gives nothing any more and still has money here. */
const stopped = (all: MyBudget['wallets']): Html => {
  if (!hasMoney(all)) return html``;
  return html`<p class="notice">You have stopped giving. ${walletsLeft(all)}; your card is not charged.</p>`;
};

const most = ({ maxPerFlattr }: BudgetPartsFragment): Html =>
  maxPerFlattr ? html`, at most ${money(maxPerFlattr)} for a flattr` : html``;

const says = ({ budget, nextBudget }: MyBudget): Html => {
  if (budget && nextBudget) {
    return html`You give <strong>${money(budget.amount)}</strong> this month${most(budget)}, and <strong>${money(nextBudget.amount)}</strong> a
month${most(nextBudget)} from ${monthText(nextBudget.fromMonth)} on.`;
  }
  const only = budget ?? nextBudget;
  if (!only) return html``;
  return html`You give <strong>${money(only.amount)}</strong> a month${most(only)}${budget ? '' : html`, from ${monthText(only.fromMonth)} on`}. What you
do not flattr with stays yours.`;
};

const wallets = ({ wallets: all, budget, nextBudget, card }: MyBudget): Html => {
  const spent = budget?.amount.currency ?? nextBudget?.amount.currency;
  const shown = all.filter(({ balance }) => balance.currency === spent || !isZero(balance));
  return html`<section class="wallets" aria-labelledby="wallet-title">
<h2 class="rule-title" id="wallet-title">In my wallet</h2>
${shown.map(
  ({ balance }) => html`<p class="amount">${money(balance)}</p>
${!spent || balance.currency === spent ? '' : html`<p class="soft">In ${currencyName(balance.currency)}. Your budget is in another currency now, so this spends nothing; it stays yours.</p>`}`,
)}
${shown.map(({ refundable }) => refundForm(refundable, Boolean(spent), card !== null))}
${hasMoney(shown) ? '' : html`<p class="soft">It is empty. Flattrs are worth something once there is money in it.</p>`}
${all.length > 0 ? html`<p class="soft"><a href="/me/budget/history">What came and went</a></p>` : ''}
</section>`;
};
