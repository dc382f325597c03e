import { html } from 'hono/html';
import type { MyMonth } from '../pages/my-month.ts';
import { isZero, type Money, microsOf, moneyOf } from '../text/micros.ts';
import { countText, moneyText, shareText } from '../text/money-text.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';
import { type Part, shareBar, tint } from './share-bar.ts';

/** The budget as a bar: a part for each flattr, the fee, what stays in the wallet, and what the wallet does not cover. */
export const monthBar = (viewer: MyMonth, budget: Money): Html => {
  const { flattrs } = viewer.monthSoFar;
  const { shared, fee, stays, uncovered } = splitBudget(viewer, budget);
  const short = !isZero(uncovered);
  const parts: Part[] = flattrs.flatMap(({ worth, thing }, at) =>
    worth ? [{ sum: worth, look: tint(at), title: `${thing.title}: ${shareText(worth).text}` }] : [],
  );
  parts.push({ sum: fee, look: 'part-fee', title: `The fee: ${moneyText(fee)}` });
  parts.push({ sum: stays, look: 'part-kept', title: `Stays in the wallet: ${moneyText(stays)}` });
  const label = `Of ${moneyText(budget)}, ${moneyText(shared)} goes to ${countText(flattrs.length, 'flattr')}, ${moneyText(fee)} is the fee${isZero(stays) ? '' : `, ${moneyText(stays)} stays in the wallet`}${short ? `, ${moneyText(uncovered)} is not covered by the wallet` : ''}`;
  return html`<section class="budget-bar" aria-labelledby="bar-title">
<h2 class="sr" id="bar-title">My budget so far</h2>
<p class="amount">${money(budget)} <span class="amount-word">budget</span></p>
${shareBar(budget, parts, label)}
<dl class="legend">
<div><dt><span class="key key-share"></span>shared by ${countText(flattrs.length, 'flattr')}</dt><dd>${money(shared)}</dd></div>
<div><dt><span class="key key-fee"></span>fee, which runs this place</dt><dd>${money(fee)}</dd></div>
${isZero(stays) ? '' : html`<div><dt><span class="key key-kept"></span>stays in the wallet</dt><dd>${money(stays)}</dd></div>`}
${short ? html`<div><dt><span class="key key-uncovered"></span>not covered by the wallet</dt><dd>${money(uncovered)}</dd></div>` : ''}
</dl>
</section>`;
};

/** budget = shared + fee + stays + uncovered, in the budget's currency. */
const splitBudget = ({ monthSoFar, wallets }: MyMonth, budget: Money) => {
  const { currency } = budget;
  const wallet = wallets.find(({ balance }) => balance.currency === currency)?.balance;
  const whole = microsOf(budget);
  const held = wallet ? atLeastZero(microsOf(wallet)) : 0n;
  const spent = monthSoFar.spent ? microsOf(monthSoFar.spent) : 0n;
  const fee = monthSoFar.fee ?? moneyOf(0n, currency);
  const covered = held < whole ? held : whole;
  return {
    shared: moneyOf(spent - microsOf(fee), currency),
    fee,
    stays: moneyOf(atLeastZero(covered - spent), currency),
    uncovered: moneyOf(whole - covered, currency),
  };
};

const atLeastZero = (micros: bigint): bigint => (micros > 0n ? micros : 0n);
