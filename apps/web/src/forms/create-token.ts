import { CreateTokenDocument, type Scope } from '@flattr/sdk';
import { showTokens } from '../pages/tokens.ts';
import { scopes } from '../text/scope-text.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Makes a token and shows its secret, this once: it is in no address and on no other page. */
export const createToken = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const ticked = form.texts('scope');
  const typed = {
    name: form.text('name'),
    scopes: scopes.filter((scope): scope is Scope => ticked.includes(scope)),
  };
  const { errors, secret } = (await c.var.flattr.request(CreateTokenDocument, { input: typed })).createToken;
  const refusal = firstRefusal(errors);
  if (refusal) return showTokens(c, { refusal, typed });
  return showTokens(c, { secret: secret ?? undefined });
};
