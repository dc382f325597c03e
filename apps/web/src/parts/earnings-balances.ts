import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { isZero, microsOf, moneyOf } from '../text/micros.ts';
import { formRefusal } from './field.ts';
import type { Html } from './html.ts';
import { money } from './money.ts';

type Balance = MyEarnings['balances'][number];

/** What is there and what of it is free, per currency, with the button that pays it out now. */
export const earningsBalances = (
  { balances, payoutAccount, payouts }: MyEarnings,
  refusal?: FieldRefusal,
): Html => {
  if (balances.length === 0) return html`<p class="amount amount-none">Nothing yet</p>`;
  const isLeaving = (currency: string) =>
    payouts.nodes.some(
      ({ state, amount }) => (state === 'WAITING' || state === 'INTENT') && amount.currency === currency,
    );
  return html`${refusal?.field === 'currency' ? formRefusal(refusal, []) : ''}
<div class="balances">${balances.map(
    (balance) => html`<section class="balance" aria-label="In ${balance.total.currency}">
<p class="amount">${money(balance.total)}</p>
<dl class="legend">
<div><dt><span class="key key-share"></span>free to be paid out</dt><dd>${money(balance.available)}</dd></div>
${heldLines(balance)}
</dl>
${sitesToProve(balance)}
${isLeaving(balance.total.currency) ? html`<p class="hint">A payout is on its way.</p>` : whenPaid(balance, payoutAccount)}
</section>`,
  )}</div>
<p class="soft"><a href="/me/earnings/history">What came and went</a></p>`;
};

/** What is held, by what it waits for. */
const heldLines = ({ held, heldForProof }: Balance): Html => {
  const forSafety = moneyOf(microsOf(held) - microsOf(heldForProof), held.currency);
  const line = (what: string, sum: typeof forSafety) =>
    isZero(sum)
      ? ''
      : html`<div><dt><span class="key key-kept"></span>${what}</dt><dd>${money(sum)}</dd></div>`;
  return html`${line('held until the payments behind it are safe', forSafety)}
${line('held until a proof is found again', heldForProof)}`;
};

/** Said where something waits for proofs: of which sites, and what to do. */
const sitesToProve = ({ heldForProof, sitesWithoutProof }: Balance): Html =>
  isZero(heldForProof)
    ? html``
    : html`<div class="notice notice-act"><p>We do not find your proof on ${sitesWithoutProof.map(
        (site, at) => html`${at > 0 ? ', ' : ''}<bdi>${site}</bdi>`,
      )}, so ${money(heldForProof)} that came from there is held. The rest is paid out as ever.</p>
<p>Put the proof back and press “Look now” under <a href="/me/sites">My sites</a>. Once it is found, the next payout takes this money by itself, or you take it here. If you gave the claim up, claim the site again.</p></div>`;

const whenPaid = ({ minimum, payable }: Balance, account: MyEarnings['payoutAccount']): Html => {
  if (account && account.state !== 'READY')
    return html`<p class="hint">Will be paid out once the payment provider pays out to you, see below, and ${money(minimum)} is free.</p>`;
  if (!account)
    return html`<p class="hint">Will be paid out once you have set up payouts and ${money(minimum)} is free.</p>`;
  return html`<p class="hint">Paid out by itself once ${money(minimum)} is free.</p>
${
  payable
    ? html`<form method="post" action="/me/earnings/payout"><input type="hidden" name="currency" value="${payable.currency}">
<button class="button" type="submit">Pay out ${money(payable)} now</button></form>`
    : ''
}`;
};
