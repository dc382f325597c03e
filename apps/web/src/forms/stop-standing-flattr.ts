import { StopStandingFlattrDocument } from '@flattr/sdk';
import { flattrPath, openerOf } from '../opener.ts';
import { showAsked } from '../pages/flattr.ts';
import { safePath } from '../safe-path.ts';
import type { WebContext } from '../web-env.ts';
import { readForm } from './read-form.ts';

/** Stops a standing flattr. Where none stands, that is what was wished. */
export const stopStandingFlattr = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const url = form.text('url');
  const opener = openerOf(form.text('origin'), form.text('nonce'));
  const next = safePath(form.text('next'), '');
  const answer = await c.var.flattr.request(StopStandingFlattrDocument, { input: { url } });
  const [refusal] = answer.stopStandingFlattr.errors;
  if (refusal && refusal.code !== 'NOT_STANDING') return showAsked(c, { url, opener, next }, refusal.message);
  return c.redirect(next || flattrPath(url, opener), 303);
};
