import { html } from 'hono/html';
import type Stripe from 'stripe';
import { errorLine, field } from './field.ts';
import { type Html, layout } from './layout.ts';

export type TypedPerson = { name: string; bank: string };
export type PersonMistake = { field: keyof TypedPerson; message: string };

/** The IBAN that Stripe's documentation gives for tests. */
export const prefilledPerson: TypedPerson = { name: '', bank: 'DE89 3704 0044 0532 0130 00' };

/** What Stripe still asks for, once somebody has begun. */
function dueList({ details_submitted, requirements }: Stripe.Account): Html | '' {
  const due = requirements?.currently_due ?? [];
  if (!details_submitted || due.length === 0) return '';
  return html`<p>Still asked for: ${due.map((field) => html`<code>${field}</code> `)}</p>`;
}

/** The page where the owner of a connected account says who they are and where their money goes. */
export function onboardingPage(account: Stripe.Account, typed: TypedPerson, mistake?: PersonMistake): Html {
  const whose = account.email ? html` for <strong>${account.email}</strong>` : '';
  const name = { name: 'name', label: 'Your full name', value: typed.name, autocomplete: 'name' };
  const bank = { name: 'bank', label: 'IBAN or account number', value: typed.bank, autocomplete: 'off' };
  return layout(
    'Get paid',
    html`<div class="card">
<h1>Get paid</h1>
<p class="soft">Set up payouts${whose}. This is a test: no bank is asked.</p>
${dueList(account)}
${errorLine(mistake?.message)}
<form method="post">
${field({ ...name, inputmode: 'text', wrong: mistake?.field === 'name' })}
${field({ ...bank, inputmode: 'text', wrong: mistake?.field === 'bank' })}
<button type="submit" form="leave" class="second">Leave for now</button>
<button type="submit">Submit</button>
</form>
<form method="post" id="leave"><input type="hidden" name="later" value="1"></form>
</div>`,
  );
}
