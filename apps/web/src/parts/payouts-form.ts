import { html } from 'hono/html';
import type { MyEarnings } from '../pages/earnings.ts';
import type { FieldRefusal } from '../text/auth-refusal.ts';
import { countriesByName } from '../text/country-text.ts';
import { requirementText, stoppedText } from '../text/requirement-text.ts';
import { below, describe, formRefusal } from './field.ts';
import type { Html } from './html.ts';

type Asked = {
  /** Whether the provider's page has just led back. */
  readonly isBack: boolean;
  readonly country?: string | undefined;
  readonly refusal?: FieldRefusal | undefined;
};

type Account = NonNullable<MyEarnings['payoutAccount']>;

/**
 * Asks where payouts shall go, as long as that is open, and says how the account at the payment provider stands and what to do
 * next; the rest is asked by the provider on its own page.
 */
export const payoutsForm = (
  account: MyEarnings['payoutAccount'],
  countries: readonly string[],
  { isBack, country = '', refusal }: Asked,
): Html => {
  if (account?.state === 'READY') return html`<p class="notice notice-good">Your payouts are set up.</p>`;
  const refused = refusal?.field === 'country' ? refusal.message : undefined;
  return html`<section class="notice notice-act" aria-labelledby="set-up-title"><h2 id="set-up-title">${account ? titles[account.state] : 'Set up payouts'}</h2>
${account ? whatNext(account, isBack) : html`<p>Where is your bank? The payment provider asks for the rest on its own page. Until then your money waits here.</p>`}
<form class="form form-line" method="post" action="/me/earnings/set-up">
${formRefusal(refusal, ['country', 'currency'])}
${account ? '' : countryField(countries, country, refused)}
<button class="button" type="submit">${account ? 'Go on at the payment provider' : 'Set up payouts'}</button>
</form></section>`;
};

const titles = {
  NOT_FINISHED: 'Payouts are not set up yet',
  CHECKING: 'Checking with the payment provider',
  REQUIREMENTS_DUE: 'The payment provider needs something from you',
  RESTRICTED: 'Your payouts are stopped',
  READY: 'Your payouts are set up',
} as const satisfies Record<Account['state'], string>;

const whatNext = ({ state, requirements, disabledReason }: Account, isBack: boolean): Html => {
  const reason = disabledReason ? html` Its reason: ${inWords(disabledReason, stoppedText)}.` : '';
  if (state === 'NOT_FINISHED' && isBack)
    return html`<p role="status">If you have given all that was asked for, the payment provider tells us so within seconds, and you see it here. If
you left its page before that, go on where you stopped; until then your money waits here.</p>`;
  if (state === 'NOT_FINISHED')
    return html`<p>You left the provider’s page before it was complete. Go on where you stopped; until then your money waits here.</p>`;
  if (state === 'REQUIREMENTS_DUE')
    return html`<p>Nothing is paid out until it has what it asks for; your money waits here.</p>
<ul>${requirements.map((name) => html`<li>${inWords(name, requirementText)}</li>`)}</ul>`;
  if (state === 'RESTRICTED')
    return html`<p>The provider does not pay out to your account.${reason} Your money waits here. Its own page says what can be done; if that does not help, write to whoever runs this instance.</p>`;
  return html`<p>You have given all that was asked for. Your payouts begin as soon as the provider has looked at it; until then your money waits here.</p>`;
};

/** The words for a name of the provider's, and the name, which its own page and its support use. */
const inWords = (name: string, textOf: (name: string) => string | undefined): Html =>
  textOf(name) ? html`${textOf(name)} (<code>${name}</code>)` : html`<code>${name}</code>`;

const countryField = (
  countries: readonly string[],
  chosen: string,
  refused?: string,
): Html => html`<div class="field"><label for="country">Country</label>
<select id="country" name="country" required autocomplete="country" ${describe('country', undefined, refused)}>
<option value="">Choose one</option>${countriesByName(countries).map(
  ({ code, name }) => html`<option value="${code}" ${code === chosen ? html`selected` : ''}>${name}</option>`,
)}</select>${below('country', undefined, refused)}</div>`;
