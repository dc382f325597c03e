import { html } from 'hono/html';
import type { CardMistake, TypedCard } from '../cards/read-card.ts';
import { formatAmount } from '../money/currency.ts';
import type { OpenCheckout } from '../verbs/pay-checkout-session.ts';
import { errorLine, field } from './field.ts';
import { type Html, layout } from './layout.ts';

export const prefilledCard: TypedCard = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123' };

const outcomes = [
  ['4242 4242 4242 4242', 'pays, now and later'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0000 0000 9995', 'has insufficient funds'],
  ['4000 0000 0000 0341', 'pays now, is declined later'],
] as const;

function items({ session, order }: OpenCheckout): Html {
  const currency = session.currency ?? 'eur';
  const rows = order.items.map(({ name, description, quantity, unitAmount }) => {
    const count = quantity > 1 ? html` <span class="soft">× ${quantity}</span>` : '';
    const note = description ? html`<br><span class="soft small">${description}</span>` : '';
    const price = formatAmount(quantity * unitAmount, currency);
    return html`<li><span>${name}${count}${note}</span><span class="number">${price}</span></li>`;
  });
  return html`<ul class="items">${rows}</ul>`;
}

function cardForm(amount: string, typed: TypedCard, mistake: CardMistake | undefined): Html {
  const wrong = mistake?.field;
  const number = { name: 'number', label: 'Card number', value: typed.number, autocomplete: 'cc-number' };
  const expiry = { name: 'expiry', label: 'Expiry (MM / YY)', value: typed.expiry, autocomplete: 'cc-exp' };
  const cvc = { name: 'cvc', label: 'CVC', value: typed.cvc, autocomplete: 'cc-csc' };
  return html`<form method="post">
${field({ ...number, inputmode: 'numeric', wrong: wrong === 'number' })}
<div class="pair">
${field({ ...expiry, inputmode: 'text', wrong: wrong === 'expiry' })}
${field({ ...cvc, inputmode: 'numeric', wrong: wrong === 'cvc' })}
</div>
<button type="submit">Pay ${amount}</button>
</form>`;
}

/** The page where a person pays a session, with what was wrong the last time. */
export function checkoutPage(checkout: OpenCheckout, typed: TypedCard, mistake?: CardMistake): Html {
  const { amount_total, currency, cancel_url } = checkout.session;
  const amount = formatAmount(amount_total ?? 0, currency ?? 'eur');
  const saved = checkout.order.intent.setup_future_usage
    ? html`<p class="soft small">The card is saved, so that later payments need no form.</p>`
    : '';
  const cancel = cancel_url ? html`<a class="quiet" href="${cancel_url}">Cancel</a>` : '';
  const list = outcomes.map(([number, outcome]) => html`<dt>${number}</dt><dd>${outcome}</dd>`);
  return layout(
    `Pay ${amount}`,
    html`<div class="card">
<h1 class="soft small">You pay</h1>
<p class="total">${amount}</p>
${items(checkout)}
${errorLine(mistake?.message)}
${saved}
${cardForm(amount, typed, mistake)}
${cancel}
</div>
<details class="small"><summary>Test cards</summary><dl>${list}</dl></details>`,
  );
}
