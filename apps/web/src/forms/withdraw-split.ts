import { WithdrawSplitDocument } from '@flattr/sdk';
import { showSplits } from '../pages/splits.ts';
import { thingPath } from '../parts/thing-link.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Takes a proposal back, and shows its thing again. */
export const withdrawSplit = async (c: WebContext): Promise<Response> => {
  const input = { proposal: (await readForm(c)).text('proposal') };
  const { errors, proposal } = (await c.var.flattr.request(WithdrawSplitDocument, { input })).withdrawSplit;
  const refusal = firstRefusal(errors);
  if (refusal) return showSplits(c, refusal);
  return c.redirect(proposal ? thingPath(proposal.thing) : '/me/splits', 303);
};
