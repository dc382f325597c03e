import { WithdrawClaimDocument } from '@flattr/sdk';
import { showSites } from '../pages/sites.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Gives a claim up. */
export const withdrawClaim = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const input = { claim: form.text('claim') };
  const { errors } = (await c.var.flattr.request(WithdrawClaimDocument, { input })).withdrawClaim;
  const refusal = firstRefusal(errors);
  return refusal ? showSites(c, { refusal }) : c.redirect('/me/sites', 303);
};
