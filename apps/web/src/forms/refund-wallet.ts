import { RefundWalletDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Sends what can be refunded of a wallet back to its cards; what becomes of it stands on the same page. */
export const refundWallet = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const answer = await c.var.flattr.request(RefundWalletDocument, { currency: form.text('currency') });
  const refusal = firstRefusal(answer.refundWallet.errors);
  return refusal ? showBudget(c, { refusal }) : c.redirect('/me/budget#refunds', 303);
};
