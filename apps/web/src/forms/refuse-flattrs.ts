import { RefuseFlattrsDocument } from '@flattr/sdk';
import { showSites } from '../pages/sites.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Says of a site that it does not take part, or that it does again. */
export const refuseFlattrs = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const input = { claim: form.text('claim'), refuses: form.text('refuses') === 'yes' };
  const { errors } = (await c.var.flattr.request(RefuseFlattrsDocument, { input })).refuseFlattrs;
  const refusal = firstRefusal(errors);
  return refusal ? showSites(c, { refusal }) : c.redirect('/me/sites', 303);
};
