import { BudgetPageDocument, type BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { page } from '../page.ts';
import { budgetForm, type TypedBudget } from '../parts/budget-form.ts';
import { chargeList } from '../parts/charge-list.ts';
import { formRefusal } from '../parts/field.ts';
import { fundingForm } from '../parts/funding-form.ts';
import type { Html } from '../parts/html.ts';
import { money } from '../parts/money.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { monthText } from '../text/day-text.ts';
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
  return page(
    c,
    { title: 'My budget · Flattr', shell: answer, status: refusal ? 422 : 200 },
    html`<header class="page-head"><h1>My budget</h1>
<p class="lede">${budget ? says(viewer) : 'What do you want to give a month? However much you flattr, it never costs more than this.'}</p></header>
${formRefusal(refusal, ['amount', 'currency', 'monthsAtOnce'])}
${returned(c, viewer)}
<div class="columns">
${budget ? html`<div>${wallets(viewer)}${fundingForm(viewer.fundingChoices, budget.monthsAtOnce)}</div>` : ''}
<div>${budgetForm(answer.currencies, typed ?? (budget && { ...budget.amount, monthsAtOnce: budget.monthsAtOnce }), refusal)}${budget ? endForm : ''}</div>
</div>
${chargeList(viewer.charges)}`,
  );
};

const endForm = html`<form class="form end-giving" method="post" action="/me/budget/end">
<h2 class="rule-title">Stop giving</h2>
<p class="soft">It ends with this month already: nothing is shared out, and your card is not charged again. What is in the wallet
stays yours.</p>
<button class="button button-quiet" type="submit">Stop giving</button></form>`;

const says = ({ budget, nextBudget }: MyBudget): Html => {
  if (budget && nextBudget) {
    return html`You give <strong>${money(budget.amount)}</strong> this month, and <strong>${money(nextBudget.amount)}</strong> a
month from ${monthText(nextBudget.fromMonth)} on.`;
  }
  const only = budget ?? nextBudget;
  if (!only) return html``;
  return html`You give <strong>${money(only.amount)}</strong> a month${budget ? '' : html`, from ${monthText(only.fromMonth)} on`}. What you
do not flattr with stays yours.`;
};

/** Said after the payment page led back: the provider's word comes on its own way, mostly within a second. */
const returned = (c: WebContext, { charges }: MyBudget): Html => {
  if (c.req.query('paid') === undefined) return html``;
  const [newest] = charges.nodes;
  if (newest?.state === 'SUCCEEDED' && newest.credited) {
    return html`<p class="notice notice-good" role="status">Thank you. ${money(newest.credited)} arrived in your wallet.</p>`;
  }
  if (newest?.state === 'FAILED') return html``;
  return html`<p class="notice" role="status">Thank you. Your payment is on its way, and the wallet is filled when it arrives, mostly
within a moment. <a href="/me/budget?paid=1">Look again</a></p>`;
};

const wallets = ({ wallets: all, budget, nextBudget }: MyBudget): Html => {
  const spent = budget?.amount.currency ?? nextBudget?.amount.currency;
  const shown = all.filter(({ balance }) => balance.currency === spent || !isZero(balance));
  return html`<section class="wallets" aria-labelledby="wallet-title">
<h2 class="rule-title" id="wallet-title">In my wallet</h2>
${shown.map(
  ({ balance }) => html`<p class="amount">${money(balance)}</p>
${balance.currency === spent ? '' : html`<p class="soft">In ${currencyName(balance.currency)}. Your budget is in another currency now, so this spends nothing; it stays yours.</p>`}`,
)}
${shown.every(({ balance }) => isZero(balance)) ? html`<p class="soft">It is empty. Flattrs are worth something once there is money in it.</p>` : ''}
</section>`;
};
