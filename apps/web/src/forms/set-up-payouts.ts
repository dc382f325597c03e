import { SetUpPayoutsDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { showEarnings } from '../pages/earnings.ts';
import { showLeaving } from '../pages/leaving.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Opens the creator's account at the payment provider, and leads to the page where they fill it in. */
export const setUpPayouts = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const input = { country: form.text('country') };
  if (!input.country && form.texts('country').length > 0) {
    return showEarnings(c, { refusal: { field: 'country', message: 'Choose your country.' } });
  }
  const { errors, onboardingUrl } = (await c.var.flattr.request(SetUpPayoutsDocument, { input }))
    .setUpPayouts;
  const refusal = firstRefusal(errors);
  const elsewhere = confirmFirst(c, refusal, '/me/earnings');
  if (elsewhere) return elsewhere;
  if (refusal) return showEarnings(c, { refusal, country: input.country });
  return showLeaving(c, { url: onboardingUrl, to: 'the page where payouts are set up' });
};
