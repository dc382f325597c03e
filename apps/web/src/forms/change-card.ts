import { ChangeCardDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import { showLeaving } from '../pages/leaving.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal } from './read-form.ts';

/** Leads to the page where a card is saved in place of the one that there is. */
export const changeCard = async (c: WebContext): Promise<Response> => {
  const { errors, checkoutUrl } = (await c.var.flattr.request(ChangeCardDocument)).changeCard;
  const refusal = firstRefusal(errors);
  if (refusal) return showBudget(c, { refusal });
  return showLeaving(c, { url: checkoutUrl, to: 'the page where your card is saved' });
};
