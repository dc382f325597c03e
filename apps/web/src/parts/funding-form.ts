import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { monthsText } from './budget-form.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Choice = NonNullable<BudgetPageQuery['viewer']>['fundingChoices'][number];

/** The ways of filling the wallet, each with what it costs and what arrives, before anything is paid. */
export const fundingForm = (choices: readonly Choice[], chosen: number): Html => {
  if (choices.length === 0) return html``;
  return html`<section aria-labelledby="fund-title">
<h2 class="rule-title" id="fund-title">Fill my wallet</h2>
<form class="form" method="post" action="/me/wallet/fund">
<fieldset class="choices"><legend class="sr">For how many months at once</legend>
${choices.map((choice) => card(choice, choice.monthsAtOnce === chosen))}
</fieldset>
<p class="hint">The card’s fee is an estimate until it is charged, and your wallet gets what arrives. Our own fee is taken from
what is shared when a month ends, never from what stays. The card that you pay with is saved, and charged the same
again when less than your budget is left after a month.</p>
<button class="button" type="submit">Fund my wallet</button>
</form></section>`;
};

const card = (
  { monthsAtOnce, charge, estimatedFee, estimatedCredit, feeShare }: Choice,
  chosen: boolean,
): Html => html`<label class="choice">
<input type="radio" name="monthsAtOnce" value="${monthsAtOnce}" ${chosen ? html`checked` : ''}>
<span class="choice-months">${monthsText(monthsAtOnce)}</span>
<span class="choice-charge">${money(charge)}</span>
<span class="choice-fee">about ${money(estimatedCredit)} arrives, <span class="nowrap">card fee ${money(estimatedFee)} (${feeShare}%)</span></span>
</label>`;
