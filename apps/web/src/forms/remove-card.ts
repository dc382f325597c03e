import { RemoveCardDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal } from './read-form.ts';

/** Removes the saved card, and leads back to where it stood. */
export const removeCard = async (c: WebContext): Promise<Response> => {
  const { errors } = (await c.var.flattr.request(RemoveCardDocument)).removeCard;
  const refusal = firstRefusal(errors);
  return refusal ? showBudget(c, { refusal }) : c.redirect('/me/budget#card-title', 303);
};
