import { UndoFlattrDocument } from '@flattr/sdk';
import { flattrPath, openerOf } from '../opener.ts';
import { showAsked } from '../pages/flattr.ts';
import { showFlattred } from '../pages/flattred.ts';
import { safePath } from '../safe-path.ts';
import { monthForm, monthName } from '../text/day-text.ts';
import type { WebContext } from '../web-env.ts';
import { readForm } from './read-form.ts';

/** Takes this month's flattr back. Where there is none, that is what was wished. */
export const undoFlattr = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const url = form.text('url');
  const opener = openerOf(form.text('origin'), form.text('nonce'));
  const next = safePath(form.text('next'), '');
  const month = monthForm.test(form.text('month')) ? form.text('month') : null;
  const { errors } = (await c.var.flattr.request(UndoFlattrDocument, { input: { url, month } })).undoFlattr;
  const [refusal] = errors;
  if (refusal && refusal.code !== 'NOT_FLATTRED') {
    const over = refusal.code === 'MONTH_CLOSED' && month;
    const sentence = over
      ? `${monthName(over)} is over: its flattrs can no longer be undone.`
      : refusal.message;
    return showAsked(c, { url, opener, next }, sentence);
  }
  if (opener) return showFlattred(c, { url, opener, state: 'undone', sentence: refusal?.message });
  return c.redirect(next || flattrPath(url), 303);
};
