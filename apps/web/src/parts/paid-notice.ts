import { html } from 'hono/html';
import type { WebContext } from '../web-env.ts';
import type { Charge } from './charge-list.ts';
import type { Html } from './html.ts';
import { isBackFrom, lookAgain } from './looking.ts';
import { money } from './money.ts';

/** Whether the payment page led here, and the provider has not said yet what became of the payment. */
export const isBeingCredited = (c: WebContext, newest: Charge | undefined): boolean =>
  isBackFrom(c, 'paid') && newest?.state === 'INTENT';

/** Said after the payment page led back: the provider's word comes on its own way, mostly within a second. */
export const paidNotice = (c: WebContext, newest: Charge | undefined): Html => {
  if (!isBackFrom(c, 'paid')) return html``;
  if (newest?.state === 'SUCCEEDED' && newest.credited) {
    return html`<p class="notice notice-good" role="status">Thank you. ${money(newest.credited)} arrived in your wallet.</p>`;
  }
  if (!isBeingCredited(c, newest)) return html``;
  return html`<p class="notice" role="status">Thank you. Your payment is being credited, usually within seconds.
${lookAgain(c, 'paid') ? '' : html`<a href="/me/budget?paid=1">Look again</a>`}</p>`;
};
