import { html } from 'hono/html';
import { formatAmount } from '../money/currency.ts';

/** An id as a machine writes it. */
export const code = (id: string) => html`<code>${id}</code>`;

/** An amount in minor units, in figures that stand below each other. */
export const money = (amount: number, currency: string) =>
  html`<span class="number">${formatAmount(amount, currency)}</span>`;

/** A state, green or red where it is good or bad. */
export const state = (text: string, tone: 'good' | 'bad' | 'soft' = 'soft') =>
  html`<span class="${tone}">${text}</span>`;
