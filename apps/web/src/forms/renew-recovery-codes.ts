import { RenewRecoveryCodesDocument } from '@flattr/sdk';
import { confirmFirst } from '../confirm-first.ts';
import { showTwoFactor } from '../pages/two-factor.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Draws new recovery codes, and shows them, this once. */
export const renewRecoveryCodes = async (c: WebContext): Promise<Response> => {
  const input = { password: (await readForm(c)).text('password') };
  const { errors, recoveryCodes } = (await c.var.flattr.request(RenewRecoveryCodesDocument, { input }))
    .renewRecoveryCodes;
  const refusal = firstRefusal(errors);
  const elsewhere = confirmFirst(c, refusal, '/me/security/two-factor');
  if (elsewhere) return elsewhere;
  return showTwoFactor(c, refusal ? { refusal } : { recoveryCodes });
};
