import { DismissSuggestionDocument } from '@flattr/sdk';
import type { WebContext } from '../web-env.ts';
import { readForm } from './read-form.ts';

/** Suggests something no more this month. What is suggested no more already is what was wished. */
export const dismissSuggestion = async (c: WebContext): Promise<Response> => {
  const input = { url: (await readForm(c)).text('url') };
  await c.var.flattr.request(DismissSuggestionDocument, { input });
  return c.redirect('/me/month', 303);
};
