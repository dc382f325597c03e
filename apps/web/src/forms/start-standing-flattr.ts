import { StartStandingFlattrDocument } from '@flattr/sdk';
import { flattrPath, openerOf } from '../opener.ts';
import { showAsked } from '../pages/flattr.ts';
import { showFlattred } from '../pages/flattred.ts';
import { safePath } from '../safe-path.ts';
import type { WebContext } from '../web-env.ts';
import { readForm } from './read-form.ts';

/** Has a flattr repeat each month, for as many months as were chosen or until it is stopped. */
export const startStandingFlattr = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const url = form.text('url');
  const opener = openerOf(form.text('origin'), form.text('nonce'));
  const next = safePath(form.text('next'), '');
  const months = /^[0-9]{1,2}$/.test(form.text('months')) ? +form.text('months') : null;
  const answer = await c.var.flattr.request(StartStandingFlattrDocument, { input: { url, months } });
  const [refusal] = answer.startStandingFlattr.errors;
  if (refusal) return showAsked(c, { url, opener, next }, refusal.message);
  if (opener) return showFlattred(c, { url, opener, state: 'flattred' });
  return c.redirect(next || flattrPath(url), 303);
};
