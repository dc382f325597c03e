import { html } from 'hono/html';
import { formatAmount } from '../money/currency.ts';
import type { OpenCheckout } from '../objects/open-checkout.ts';
import { type Html, layout } from './layout.ts';

/** The page of a card's bank, which asks whether the person is who they say they are: 3-D Secure. */
export function challengePage({ session }: OpenCheckout): Html {
  const { amount_total, currency } = session;
  const what =
    amount_total === null || currency === null
      ? 'to save your card'
      : `to pay ${formatAmount(amount_total, currency)}`;
  return layout(
    '3-D Secure',
    html`<div class="card">
<h1>3-D Secure</h1>
<p class="soft">Your bank asks whether you want ${what}. This is a test: nobody is called.</p>
<form method="post">
<button type="submit" name="answer" value="complete">Complete authentication</button>
<button type="submit" name="answer" value="fail" class="second">Fail authentication</button>
</form>
</div>`,
  );
}
