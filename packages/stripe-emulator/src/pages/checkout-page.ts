import { html } from 'hono/html';
import type { CardMistake, TypedCard } from '../cards/read-card.ts';
import { formatAmount } from '../money/currency.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { errorLine, field } from './field.ts';
import { type Html, layout } from './layout.ts';

export const prefilledCard: TypedCard = { number: '4242 4242 4242 4242', expiry: '12 / 34', cvc: '123' };

const outcomes = [
  ['4242 4242 4242 4242', 'pays, now and later'],
  ['4000 0000 0000 0002', 'is declined'],
  ['4000 0000 0000 9995', 'has insufficient funds'],
  ['4000 0000 0000 0341', 'pays now, is declined later'],
  ['4000 0025 0000 3155', 'asks you once: 3-D Secure'],
  ['4000 0027 6000 3184', 'asks you each time: 3-D Secure'],
  ['4000 0000 0000 0259', 'pays and is disputed'],
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

function cardForm(action: string, button: string, typed: TypedCard, mistake: CardMistake | undefined): Html {
  const wrong = mistake?.field;
  const number = { name: 'number', label: 'Card number', value: typed.number, autocomplete: 'cc-number' };
  const expiry = { name: 'expiry', label: 'Expiry (MM / YY)', value: typed.expiry, autocomplete: 'cc-exp' };
  const cvc = { name: 'cvc', label: 'CVC', value: typed.cvc, autocomplete: 'cc-csc' };
  return html`<form method="post" action="${action}">
${field({ ...number, inputmode: 'numeric', wrong: wrong === 'number' })}
<div class="pair">
${field({ ...expiry, inputmode: 'text', wrong: wrong === 'expiry' })}
${field({ ...cvc, inputmode: 'numeric', wrong: wrong === 'cvc' })}
</div>
<button type="submit">${button}</button>
</form>`;
}

/** What a person is asked for: an amount, or only their card. */
function wordsOf({ session, order }: OpenCheckout): { head: Html; button: string; note: Html | '' } {
  const { amount_total, currency } = session;
  if (amount_total === null || currency === null) {
    const note = html`<p class="soft">Nothing is taken now. Later payments need no form.</p>`;
    return { head: html`<h1>Save a card</h1>`, button: 'Save card', note };
  }
  const amount = formatAmount(amount_total, currency);
  const head = html`<h1 class="soft small">You pay</h1>
<p class="total">${amount}</p>`;
  const note = order.intent.setup_future_usage
    ? html`<p class="soft small">The card is saved, so that later payments need no form.</p>`
    : '';
  return { head, button: `Pay ${amount}`, note };
}

/** The page where a person pays a session or saves a card, with what was wrong the last time. */
export function checkoutPage(checkout: OpenCheckout, typed: TypedCard, mistake?: CardMistake): Html {
  const { id, cancel_url } = checkout.session;
  const { head, button, note } = wordsOf(checkout);
  const cancel = cancel_url ? html`<a class="quiet" href="${cancel_url}">Cancel</a>` : '';
  const list = outcomes.map(([number, outcome]) => html`<dt>${number}</dt><dd>${outcome}</dd>`);
  return layout(
    button,
    html`<div class="card">
${head}
${items(checkout)}
${errorLine(mistake?.message)}
${note}
${cardForm(`/c/pay/${id}`, button, typed, mistake)}
${cancel}
</div>
<details class="small"><summary>Test cards</summary><dl>${list}</dl></details>`,
  );
}
