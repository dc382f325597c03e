import { SetUpPayoutsDocument } from '@flattr/sdk';
import type { WebContext } from '../web-env.ts';
import { showLeaving } from './leaving.ts';

/** Where the provider leads whoever comes with a link that is used up or too old: on with a fresh one. */
export const setUpAgain = async (c: WebContext): Promise<Response> => {
  const { onboardingUrl } = (await c.var.flattr.request(SetUpPayoutsDocument, { input: { country: '' } }))
    .setUpPayouts;
  if (!onboardingUrl) return c.redirect('/me/earnings', 303);
  return showLeaving(c, { url: onboardingUrl, to: 'the page where payouts are set up' });
};
