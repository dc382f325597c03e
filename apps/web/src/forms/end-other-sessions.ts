import { RevokeOtherSessionsDocument } from '@flattr/sdk';
import { showSecurity } from '../pages/security.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal } from './read-form.ts';

/** Ends all of my sessions but this one. */
export const endOtherSessions = async (c: WebContext): Promise<Response> => {
  const { errors } = (await c.var.flattr.request(RevokeOtherSessionsDocument)).revokeOtherSessions;
  const refusal = firstRefusal(errors);
  return refusal ? showSecurity(c, refusal) : c.redirect('/me/security?done=others', 303);
};
