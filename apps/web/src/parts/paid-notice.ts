import { html } from 'hono/html';
import type { WebContext } from '../web-env.ts';
import type { Charge } from './charge-list.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

/** How often the page looks again by itself. */
const looksMax = 8;

/** Whether the payment page led here, and the provider has not said yet what became of the payment. */
export const isBeingCredited = (c: WebContext, newest: Charge | undefined): boolean =>
  c.req.query('paid') !== undefined && newest?.state === 'INTENT';

/** The address at which the page looks again by itself, as long as the payment is open and it has not looked too often. */
export const nextLook = (c: WebContext, newest: Charge | undefined): string | undefined => {
  const asked = c.req.query('paid') ?? '';
  const look = /^[1-9]$/.test(asked) ? +asked : 1;
  return isBeingCredited(c, newest) && look < looksMax ? `/me/budget?paid=${look + 1}` : undefined;
};

/** Said after the payment page led back: the provider's word comes on its own way, mostly within a second. */
export const paidNotice = (c: WebContext, newest: Charge | undefined): Html => {
  if (c.req.query('paid') === undefined) return html``;
  if (newest?.state === 'SUCCEEDED' && newest.credited) {
    return html`<p class="notice notice-good" role="status">Thank you. ${money(newest.credited)} arrived in your wallet.</p>`;
  }
  if (!isBeingCredited(c, newest)) return html``;
  return html`<p class="notice" role="status">Thank you. Your payment is being credited, usually within seconds.
${nextLook(c, newest) ? '' : html`<a href="/me/budget?paid=1">Look again</a>`}</p>`;
};
