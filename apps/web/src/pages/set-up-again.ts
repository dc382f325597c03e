import { SetUpPayoutsDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { firstRefusal } from '../forms/read-form.ts';
import type { WebContext } from '../web-env.ts';
import { showLeaving } from './leaving.ts';

/** Where the provider leads whoever comes with a link that is used up or too old: on with a fresh one. */
export const setUpAgain = async (c: WebContext): Promise<Response> => {
  const { onboardingUrl, errors } = (
    await c.var.flattr.request(SetUpPayoutsDocument, { input: { country: '' } })
  ).setUpPayouts;
  const elsewhere = confirmFirst(c, firstRefusal(errors), '/me/earnings/set-up/again');
  if (elsewhere) return elsewhere;
  if (!onboardingUrl) return c.redirect('/me/earnings', 303);
  return showLeaving(c, { url: onboardingUrl, to: 'the page where payouts are set up' });
};
