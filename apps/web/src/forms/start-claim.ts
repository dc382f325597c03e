import { StartClaimDocument } from '@flattr/sdk';
import { showSites } from '../pages/sites.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Claims a site, or shows the form again with what was typed and why it was refused. */
export const startClaim = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const typed = form.text('site').trim();
  // Most people type an address without its beginning.
  const site = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const { claim, errors } = (await c.var.flattr.request(StartClaimDocument, { input: { site } })).startClaim;
  const refusal = firstRefusal(errors);
  return refusal ? showSites(c, { refusal, typed }) : c.redirect(`/me/sites#claim-${claim?.id ?? ''}`, 303);
};
