import type { TypedApp } from '../parts/app-form.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

export type AppForm = { readonly typed: TypedApp; readonly redirectUris: readonly string[] };

/** What was typed of an app. */
export const readAppForm = async (c: WebContext): Promise<AppForm> => {
  const form = await readForm(c);
  const typed = {
    name: form.text('name'),
    website: form.text('website'),
    redirectUris: form.text('redirectUris'),
    isConfidential: form.text('isConfidential') === 'yes',
  };
  return { typed, redirectUris: typed.redirectUris.split(/\s+/).filter(Boolean) };
};

/** A refusal of one of several redirect URIs stands at their field. */
export const appRefusal = (errors: Parameters<typeof firstRefusal>[0]) => {
  const refusal = firstRefusal(errors);
  return refusal?.code === 'REDIRECT_URI_MALFORMED' ? { ...refusal, field: 'redirectUris' } : refusal;
};
