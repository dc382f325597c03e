import { EditOAuthAppDocument, OAuthAppsDocument } from '@flattr/sdk';
import { showNotFound } from '../pages/not-found.ts';
import { showOwnApp } from '../pages/own-app.ts';
import { signInFirst } from '../sign-in-first.ts';
import type { WebContext } from '../web-env.ts';
import { appRefusal, readAppForm } from './read-app-form.ts';

/** Changes an app of mine. */
export const editApp = async (c: WebContext, clientId: string): Promise<Response> => {
  const { typed, redirectUris } = await readAppForm(c);
  const { viewer } = await c.var.flattr.request(OAuthAppsDocument);
  if (!viewer) return signInFirst(c, '/me/apps');
  const own = viewer.oauthApps.find(({ app }) => app.clientId === clientId);
  if (!own) return showNotFound(c);
  const { name, website } = typed;
  const input = { id: own.id, name, website, redirectUris };
  const { errors } = (await c.var.flattr.request(EditOAuthAppDocument, { input })).editOAuthApp;
  const refusal = appRefusal(errors);
  return refusal ? showOwnApp(c, clientId, { refusal, typed }) : c.redirect(`/me/apps/${clientId}`, 303);
};
