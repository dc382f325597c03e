import { DeleteOAuthAppDocument } from '@flattr/sdk';
import { showApps } from '../pages/apps.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Deletes an app of mine for good. */
export const deleteApp = async (c: WebContext): Promise<Response> => {
  const input = { id: (await readForm(c)).text('id') };
  const { errors } = (await c.var.flattr.request(DeleteOAuthAppDocument, { input })).deleteOAuthApp;
  const refusal = firstRefusal(errors);
  return refusal ? showApps(c, { refusal }) : c.redirect('/me/apps', 303);
};
