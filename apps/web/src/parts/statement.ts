import type { StatementPartsFragment } from '@flattr/sdk';
import { html } from 'hono/html';
import { currencyName, moneyText, numberText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { shareBar } from './share-bar.ts';

/** The totals of a month in one currency: what the wallets held is what was distributed, taken as fee, and kept. */
export const statement = (totals: StatementPartsFragment): Html => {
  const { currency, wallets, distributed, escrowed, fees, kept } = totals;
  const label = `Of ${moneyText(wallets)}, ${moneyText(distributed)} went to creators, ${moneyText(fees)} was the fee, ${moneyText(kept)} stays in the wallets`;
  const parts = [
    { sum: distributed, look: 'tint-0', title: `To creators: ${moneyText(distributed)}` },
    { sum: fees, look: 'part-fee', title: `Fee: ${moneyText(fees)}` },
    { sum: kept, look: 'part-kept', title: `Stays in the wallets: ${moneyText(kept)}` },
  ];
  return html`<section class="statement" aria-labelledby="statement-${currency}">
<h2 class="rule-title" id="statement-${currency}">${currencyName(currency)}</h2>
<p class="amount">${money(distributed)} <span class="amount-word">to creators</span></p>
${shareBar(wallets, parts, label)}
<dl class="legend">
<div><dt><span class="key tint-0"></span>to creators</dt><dd>${money(distributed)}</dd></div>
${
  !/[1-9]/.test(escrowed.amount)
    ? ''
    : html`<div><dt>of that, waiting for creators who have not come yet</dt><dd>${money(escrowed)}</dd></div>
`
}<div><dt><span class="key key-fee"></span>fee</dt><dd>${money(fees)}</dd></div>
<div><dt><span class="key key-kept"></span>stays in the wallets</dt><dd>${money(kept)}</dd></div>
<div class="legend-sum"><dt>in the wallets at the end</dt><dd>${money(wallets)}</dd></div>
</dl>
<dl class="counts">${count('supporter', totals.supporters)}${count('flattr', totals.flattrs)}${count('thing', totals.things)}${count('creator', totals.creators)}</dl>
</section>`;
};

const count = (word: string, value: number): Html =>
  html`<div><dt>${value === 1 ? word : `${word}s`}</dt><dd>${numberText(value)}</dd></div>`;
