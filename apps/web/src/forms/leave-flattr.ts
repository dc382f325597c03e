import { LeaveFlattrDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { showLeave } from '../pages/leave.ts';
import { showLeft } from '../pages/left.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Leaves Flattr, and shows the receipt, this once: it is in no address and on no other page. */
export const leaveFlattr = async (c: WebContext): Promise<Response> => {
  const input = { handle: (await readForm(c)).text('handle') };
  const { errors, receipt } = (await c.var.flattr.request(LeaveFlattrDocument, { input })).leaveFlattr;
  const refusal = firstRefusal(errors);
  const elsewhere = confirmFirst(c, refusal, '/me/leave');
  if (elsewhere) return elsewhere;
  if (refusal) return showLeave(c, refusal);
  return receipt ? showLeft(c, receipt) : signInFirst(c, '/me/leave');
};
