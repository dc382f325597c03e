import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { countriesByName } from '../text/country-text.ts';
import { below, describe, formRefusal } from './field.ts';
import type { Html } from './html.ts';

/** Asks where payouts shall go, as long as that is open; the rest is asked by the payment provider on its own page. */
export const payoutsForm = (
  account: MyEarnings['payoutAccount'],
  countries: readonly string[],
  chosen = '',
  refusal?: FieldRefusal,
): Html => {
  if (account?.ready) return html`<p class="notice notice-good">Your payouts are set up.</p>`;
  const refused = refusal?.field === 'country' ? refusal.message : undefined;
  return html`<section class="notice notice-act" aria-labelledby="set-up-title"><h2 id="set-up-title">${account ? 'Checking with the payment provider' : 'Set up payouts'}</h2>
<p>${
    account
      ? 'Your payouts begin as soon as the provider says that your account is complete. If something is still missing there, go on; until then your money waits here.'
      : 'Where is your bank? The payment provider asks for the rest on its own page. Until then your money waits here.'
  }</p>
<form class="form form-line" method="post" action="/me/earnings/set-up">
${formRefusal(refusal, ['country'])}
${account ? '' : countryField(countries, chosen, refused)}
<button class="button" type="submit">${account ? 'Go on' : 'Set up payouts'}</button>
</form></section>`;
};

const countryField = (
  countries: readonly string[],
  chosen: string,
  refused?: string,
): Html => html`<div class="field"><label for="country">Country</label>
<select id="country" name="country" required autocomplete="country" ${describe('country', undefined, refused)}>
<option value="">Choose one</option>${countriesByName(countries).map(
  ({ code, name }) => html`<option value="${code}" ${code === chosen ? html`selected` : ''}>${name}</option>`,
)}</select>${below('country', undefined, refused)}</div>`;
