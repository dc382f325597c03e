import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { currencyName, moneyText } from '../text/money-text.ts';
import { below, describe, field, hidden } from './field.ts';
import type { Html } from './html.ts';

export type TypedBudget = {
  readonly amount: string;
  readonly currency: string;
  readonly monthsAtOnce: number;
  /** What one flattr may cost at most; empty where only the budget limits it. */
  readonly maxPerFlattr: string;
};

type Terms = BudgetPageQuery['currencies'];

export const monthsText = (months: number): string => (months === 1 ? '1 month' : `${months} months`);

/** What to give a month and in which currency; how many months are paid at once is chosen where the wallet is filled. */
export const budgetForm = (
  terms: Terms,
  typed: TypedBudget | null | undefined,
  refusal?: FieldRefusal,
): Html => {
  const { amount, currency, monthsAtOnce, maxPerFlattr } = typed ?? {
    amount: '5.00',
    currency: 'EUR',
    monthsAtOnce: 3,
    maxPerFlattr: '',
  };
  return html`<section aria-labelledby="budget-title">
<h2 class="rule-title" id="budget-title">${typed ? 'Change my budget' : 'Set it'}</h2>
<form class="form" method="post" action="/me/budget">
<div class="fields">
${amountField(amount, refusal)}
${currencyField(terms, currency, refusal)}
</div>
<details class="leasts"><summary>The least in each currency</summary>
<p class="hint">${terms.map(({ budgetMinimum }) => html`<span class="nowrap">${moneyText(budgetMinimum)}</span> `)}</p></details>
${field({ ...mostField, value: maxPerFlattr }, refusal)}
${hidden('monthsAtOnce', `${monthsAtOnce}`)}
<button class="button" type="submit">${typed ? 'Save' : 'Set my budget'}</button>
</form></section>`;
};

const mostField = {
  name: 'maxPerFlattr',
  label: 'At most for one flattr, if you like',
  hint: 'However little you flattr, one flattr then costs no more than this, or twice this if it counts twice; the rest of the budget stays in your wallet.',
  inputmode: 'decimal',
  maxlength: 20,
  required: false,
} as const;

const sentence = (refusal: FieldRefusal | undefined, name: string) =>
  refusal?.field === name ? refusal.message : undefined;

const amountField = (amount: string, refusal?: FieldRefusal): Html => {
  const refused = sentence(refusal, 'amount');
  return html`<div class="field field-amount"><label for="amount">A month</label>
<input id="amount" name="amount" inputmode="decimal" required maxlength="20" autocomplete="off" value="${amount}" ${describe('amount', undefined, refused)}>
${below('amount', undefined, refused)}</div>`;
};

const currencyField = (terms: Terms, chosen: string, refusal?: FieldRefusal): Html => {
  const refused = sentence(refusal, 'currency');
  return html`<div class="field"><label for="currency">Currency</label>
<select id="currency" name="currency" ${describe('currency', undefined, refused)}>${terms.map(
    ({ currency }) =>
      html`<option value="${currency}" ${currency === chosen ? html`selected` : ''}>${currency}, ${currencyName(currency)}</option>`,
  )}</select>
${below('currency', undefined, refused)}</div>`;
};
