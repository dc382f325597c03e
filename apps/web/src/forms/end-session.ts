import { RevokeSessionDocument } from '@flattr/sdk';
import { showSecurity } from '../pages/security.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Ends one of my sessions. */
export const endSession = async (c: WebContext): Promise<Response> => {
  const input = { id: (await readForm(c)).text('id') };
  const { errors } = (await c.var.flattr.request(RevokeSessionDocument, { input })).revokeSession;
  const refusal = firstRefusal(errors);
  return refusal ? showSecurity(c, refusal) : c.redirect('/me/security?done=ended', 303);
};
