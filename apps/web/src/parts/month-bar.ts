import { html } from 'hono/html';
import type { MyMonth } from '../pages/my-month.ts';
import { type Money, microsOf, moneyOf } from '../text/micros.ts';
import { countText, moneyText, shareText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { type Part, shareBar, tint } from './share-bar.ts';

/** The budget as a bar: a part for each flattr, the fee, and what would stay in the wallet. */
export const monthBar = ({ monthSoFar }: MyMonth, budget: Money): Html => {
  const { flattrs, spent, fee } = monthSoFar;
  const nothing = { amount: '0', currency: budget.currency };
  const [spentSum, feeSum] = [spent ?? nothing, fee ?? nothing];
  const shared = moneyOf(microsOf(spentSum) - microsOf(feeSum), budget.currency);
  const unspent = moneyOf(microsOf(budget) - microsOf(spentSum), budget.currency);
  const parts: Part[] = flattrs.flatMap(({ worth, thing }, at) =>
    worth ? [{ sum: worth, look: tint(at), title: `${thing.title}: ${shareText(worth).text}` }] : [],
  );
  parts.push({ sum: feeSum, look: 'part-fee', title: `The fee: ${moneyText(feeSum)}` });
  const label = `Of ${moneyText(budget)}, ${moneyText(shared)} goes to ${countText(flattrs.length, 'flattr')}, ${moneyText(feeSum)} is the fee`;
  return html`<section class="budget-bar" aria-labelledby="bar-title">
<h2 class="sr" id="bar-title">My budget so far</h2>
<p class="amount">${money(budget)} <span class="amount-word">budget</span></p>
${shareBar(budget, parts, label)}
<dl class="legend">
<div><dt><span class="key key-share"></span>shared by ${countText(flattrs.length, 'flattr')}</dt><dd>${money(shared)}</dd></div>
<div><dt><span class="key key-fee"></span>fee, which runs this place</dt><dd>${money(feeSum)}</dd></div>
<div><dt><span class="key key-kept"></span>stays mine</dt><dd>${money(unspent)}</dd></div>
</dl>
</section>`;
};
