import { CreateOAuthAppDocument } from '@flattr/sdk';
import { showApps } from '../pages/apps.ts';
import { showOwnApp } from '../pages/own-app.ts';
import type { WebContext } from '../web-env.ts';
import { appRefusal, readAppForm } from './read-app-form.ts';

/** Registers an app, and shows the secret of one that keeps one, this once. */
export const createApp = async (c: WebContext): Promise<Response> => {
  const { typed, redirectUris } = await readAppForm(c);
  const input = { ...typed, redirectUris };
  const { app, secret, errors } = (await c.var.flattr.request(CreateOAuthAppDocument, { input }))
    .createOAuthApp;
  const refusal = appRefusal(errors);
  if (refusal || !app) return showApps(c, { ...(refusal && { refusal }), typed });
  const { clientId } = app.app;
  return secret ? showOwnApp(c, clientId, { secret }) : c.redirect(`/me/apps/${clientId}`, 303);
};
