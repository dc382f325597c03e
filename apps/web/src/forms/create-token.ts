import { CreateTokenDocument, type Scope, TokensPageDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { showTokens } from '../pages/tokens.ts';
import { scopes } from '../text/scope-text.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/**
 * Makes a token and shows its secret, this once: it is in no address and on no other page. The same form sent again, as a
 * reload does, is known by the newest token that it saw, and makes none.
 */
export const createToken = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const ticked = form.texts('scope');
  const typed = {
    name: form.text('name'),
    scopes: scopes.filter((scope): scope is Scope => ticked.includes(scope)),
  };
  if (typed.scopes.length === 0 && typed.name.trim()) {
    return showTokens(c, { refusal: { field: 'scopes', message: 'Choose at least one.' }, typed });
  }
  const newest = (await c.var.flattr.request(TokensPageDocument)).viewer?.tokens[0];
  if (newest && newest.name === typed.name.trim() && newest.id !== form.text('newest')) {
    return showTokens(c, { made: newest.name });
  }
  const { errors, secret } = (await c.var.flattr.request(CreateTokenDocument, { input: typed })).createToken;
  const refusal = firstRefusal(errors);
  const elsewhere = confirmFirst(c, refusal, '/me/tokens');
  if (elsewhere) return elsewhere;
  if (refusal) return showTokens(c, { refusal, typed });
  return showTokens(c, { secret: secret ?? undefined });
};
