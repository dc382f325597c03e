import { FlattrDocument } from '@flattr/sdk';
import { flattredPath, flattrPath, openerOf } from '../opener.ts';
import { hintsOf } from '../page-hints.ts';
import { showAsked } from '../pages/flattr.ts';
import { showFlattred } from '../pages/flattred.ts';
import { safePath } from '../safe-path.ts';
import type { WebContext } from '../web-env.ts';
import { readForm } from './read-form.ts';

/** Flattrs a thing as the form says. A second flattr is the same flattr: it is said kindly and nothing changes. */
export const flattrThing = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const url = form.text('url');
  const opener = openerOf(form.text('origin'), form.text('nonce'));
  const next = safePath(form.text('next'), '');
  const weight = /^[1-9][0-9]?$/.test(form.text('weight')) ? +form.text('weight') : 1;
  const hints = hintsOf(form.text);
  const input = { url, weight, ...hints };
  const { errors } = (await c.var.flattr.request(FlattrDocument, { input })).flattr;
  const [refusal] = errors;
  if (refusal && refusal.code !== 'ALREADY_FLATTRED')
    return showAsked(c, { url, opener, next, hints }, refusal.message);
  if (opener) return showFlattred(c, { url, opener, state: 'flattred', sentence: refusal?.message });
  return c.redirect(next || (refusal ? flattrPath(url) : flattredPath(url)), 303);
};
