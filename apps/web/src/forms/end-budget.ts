import { EndBudgetDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal } from './read-form.ts';

/** Ends the giving; ending what has ended is said kindly on the same page. */
export const endBudget = async (c: WebContext): Promise<Response> => {
  const { errors } = (await c.var.flattr.request(EndBudgetDocument)).endBudget;
  const refusal = firstRefusal(errors);
  return refusal ? showBudget(c, { refusal }) : c.redirect('/me/budget', 303);
};
