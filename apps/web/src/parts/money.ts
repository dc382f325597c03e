import { html } from 'hono/html';
import type { Money } from '../text/micros.ts';
import { moneyText, shareText } from '../text/money-text.ts';
import type { Html } from './html.ts';

/** A sum to its last digit. */
export const money = (sum: Money): Html =>
  html`<data class="money" value="${sum.amount} ${sum.currency}">${moneyText(sum)}</data>`;

/** A share, cut to two decimals and then said to be about that much, with the exact amount below. */
export const share = (sum: Money): Html => {
  const { text, cut } = shareText(sum);
  const about = cut ? html`<span class="about">about</span> ` : '';
  return html`${about}<data class="money" value="${sum.amount} ${sum.currency}" title="${moneyText(sum)}">${text}</data>${cut ? html`<span class="exact">${moneyText(sum)}</span>` : ''}`;
};
