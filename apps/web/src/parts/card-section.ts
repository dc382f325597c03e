import type { BudgetPageQuery } from '@flattr/sdk';
import { html } from 'hono/html';
import { cardText, expiryText } from '../text/card-text.ts';
import { monthAt } from '../text/day-text.ts';
import { monthsText } from './budget-form.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Viewer = NonNullable<BudgetPageQuery['viewer']>;
type Card = Viewer['card'];
type Choice = Viewer['fundingChoices'][number];

/** The card that fills the wallet by itself: which it is, and to change or remove it; nothing for whom gives nothing and has none. */
export const cardSection = (card: Card, again: Choice | undefined, now: string): Html => {
  if (!card && !again) return html``;
  return html`<section class="card" aria-labelledby="card-title">
<h2 class="rule-title" id="card-title">My card</h2>
${card ? known(card, now) : none}
${card && again ? charged(again) : ''}
<form method="post" action="/me/wallet/card"><button class="button button-quiet" type="submit">${card ? 'Change card' : 'Save a card'}</button></form>
${card ? removal(Boolean(again)) : ''}
</section>`;
};

const charged = ({
  charge,
  monthsAtOnce,
}: Choice): Html => html`<p class="soft">When less than your budget is left after a month, it is charged
${money(charge)} (${monthsText(monthsAtOnce)}).</p>`;

const none = html`<p class="soft">None is saved, so nothing fills your wallet by itself: your flattrs count as long as there is money
in it. The card that you fill your wallet with is saved; you can also save one without paying now.</p>`;

const known = (
  card: NonNullable<Card>,
  now: string,
): Html => html`<p class="card-name">${cardText(card) ?? 'One is saved'}</p>
<p class="soft">${
  cardText(card)
    ? expiryText(card, monthAt(now))
    : 'The payment provider does not answer at the moment, so we cannot show which.'
} The payment provider keeps it; we know no more of it than this.</p>`;

/** Asks once more, also where no script runs. */
const removal = (gives: boolean): Html => html`<details class="end-giving"><summary>Remove card</summary>
<form class="form" method="post" action="/me/wallet/card/remove">
<p class="soft">Nothing is charged by itself any more. ${gives ? 'Your budget stays, and your flattrs count as long as there is money in your wallet. ' : ''}What
is in your wallet stays yours and can still go back to the card that it came from.</p>
<button class="button button-quiet" type="submit">Yes, remove it</button></form></details>`;
