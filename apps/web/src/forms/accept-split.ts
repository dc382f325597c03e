import { AcceptSplitDocument } from '@flattr/sdk';
import { showSplits } from '../pages/splits.ts';
import { thingPath } from '../parts/thing-link.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Accepts a part of a thing, and shows the thing as it is shared, or who has not answered yet. */
export const acceptSplit = async (c: WebContext): Promise<Response> => {
  const input = { proposal: (await readForm(c)).text('proposal') };
  const { errors, proposal } = (await c.var.flattr.request(AcceptSplitDocument, { input })).acceptSplit;
  const refusal = firstRefusal(errors);
  if (refusal) return showSplits(c, refusal);
  return c.redirect(proposal ? thingPath(proposal.thing) : '/me/splits', 303);
};
