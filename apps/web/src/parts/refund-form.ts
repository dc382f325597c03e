import type { MoneyPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { isZero } from '../text/micros.ts';
import { hidden } from './field.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

/** Asks once more before money goes back to the card, also where no script runs; nothing where none can. */
export const refundForm = (refundable: MoneyPartsFragment, gives: boolean, hasCard: boolean): Html => {
  if (isZero(refundable)) return html``;
  return html`<details class="end-giving"><summary>Get ${money(refundable)} back</summary>
<form class="form" method="post" action="/me/wallet/refund">${hidden('currency', refundable.currency)}
<p class="soft">It goes back to the card that it came from, which takes up to ten days. What the payment provider kept when you
paid does not come back. ${gives ? 'Your flattrs of this month are then worth only what is left in the wallet.' : ''}
${gives && hasCard ? 'Your card is charged again for the next month: stop giving or remove your card first if you do not want that.' : ''}</p>
<button class="button button-quiet" type="submit">Yes, send it back</button></form></details>`;
};
