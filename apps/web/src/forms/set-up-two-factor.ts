import { SetUpTwoFactorDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { showTwoFactor } from '../pages/two-factor.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Draws the secret of an authenticator app, and shows it and the recovery codes, this once. */
export const setUpTwoFactor = async (c: WebContext): Promise<Response> => {
  const input = { password: (await readForm(c)).text('password') };
  const { errors, secret, uri, recoveryCodes } = (
    await c.var.flattr.request(SetUpTwoFactorDocument, { input })
  ).setUpTwoFactor;
  const refusal = firstRefusal(errors);
  const elsewhere = confirmFirst(c, refusal, '/me/security/two-factor');
  if (elsewhere) return elsewhere;
  if (refusal) return showTwoFactor(c, { refusal });
  return showTwoFactor(c, { recoveryCodes, ...(secret && uri && { setUp: { secret, uri } }) });
};
