import { CheckClaimDocument } from '@flattr/sdk';
import { showSites } from '../pages/sites.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Looks for the proof of a claim, and shows what was found. */
export const checkClaim = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const input = { claim: form.text('claim') };
  const { claim, errors } = (await c.var.flattr.request(CheckClaimDocument, { input })).checkClaim;
  const refusal = firstRefusal(errors);
  return refusal ? showSites(c, { refusal }) : c.redirect(`/me/sites#claim-${claim?.id ?? ''}`, 303);
};
