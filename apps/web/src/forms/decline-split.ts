import { DeclineSplitDocument } from '@flattr/sdk';
import { showSplits } from '../pages/splits.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Declines a part of a thing, which ends the proposal. */
export const declineSplit = async (c: WebContext): Promise<Response> => {
  const input = { proposal: (await readForm(c)).text('proposal') };
  const { errors } = (await c.var.flattr.request(DeclineSplitDocument, { input })).declineSplit;
  const refusal = firstRefusal(errors);
  if (refusal) return showSplits(c, refusal);
  return c.redirect('/me/splits', 303);
};
