import { SetBudgetDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import type { WebContext } from '../web-env.ts';
import { firstRefusal, readForm } from './read-form.ts';

/** Sets the budget, or shows the form again with what was typed and why it was refused. */
export const setBudget = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const amount = form.text('amount').trim().replace(',', '.');
  const maxPerFlattr = form.text('maxPerFlattr').trim().replace(',', '.');
  const currency = form.text('currency');
  const typed = { amount, currency, monthsAtOnce: +form.text('monthsAtOnce') || 3, maxPerFlattr };
  const input = { ...typed, maxPerFlattr: maxPerFlattr || null };
  const { errors } = (await c.var.flattr.request(SetBudgetDocument, { input })).setBudget;
  const refusal = firstRefusal(errors);
  return refusal ? showBudget(c, { refusal, typed }) : c.redirect('/me/budget', 303);
};
