import { RotateOAuthAppSecretDocument } from '@flattr/sdk';
import { showOwnApp } from '../pages/own-app.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Makes a new secret for an app of mine, and shows it, this once. */
export const rotateAppSecret = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const { secret, errors } = (
    await c.var.flattr.request(RotateOAuthAppSecretDocument, { input: { id: form.text('id') } })
  ).rotateOAuthAppSecret;
  const refusal = firstRefusal(errors);
  return showOwnApp(c, form.text('clientId'), refusal ? { refusal } : { secret: secret ?? undefined });
};
