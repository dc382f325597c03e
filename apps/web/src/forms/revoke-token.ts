import { RevokeTokenDocument } from '@flattr/sdk';
import { showTokens } from '../pages/tokens.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Ends a token for good. */
export const revokeToken = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const { errors } = (await c.var.flattr.request(RevokeTokenDocument, { input: { id: form.text('id') } }))
    .revokeToken;
  const refusal = firstRefusal(errors);
  return refusal ? showTokens(c, { refusal }) : c.redirect('/me/tokens', 303);
};
