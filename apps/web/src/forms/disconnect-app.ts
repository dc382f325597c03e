import { DisconnectOAuthAppDocument } from '@flattr/sdk';
import { showApps } from '../pages/apps.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Ends what an app may do for me. */
export const disconnectApp = async (c: WebContext): Promise<Response> => {
  const input = { id: (await readForm(c)).text('id') };
  const { errors } = (await c.var.flattr.request(DisconnectOAuthAppDocument, { input })).disconnectOAuthApp;
  const refusal = firstRefusal(errors);
  return refusal ? showApps(c, { refusal }) : c.redirect('/me/apps', 303);
};
