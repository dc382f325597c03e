import { BudgetPageDocument, FundWalletDocument, SetBudgetDocument } from '@flattr/sdk';
import { showBudget } from '../pages/budget.ts';
import { showLeaving } from '../pages/leaving.ts';
import type { WebContext } from '../web-env.ts';
import { type Form, firstRefusal, readForm } from './read-form.ts';

/** Starts the payment for as many months as were chosen, and leads to the page where it is paid. */
export const fundWallet = async (c: WebContext): Promise<Response> => {
  const form = await readForm(c);
  const unchosen = firstRefusal(await chooseMonths(c, form));
  if (unchosen) return showBudget(c, { refusal: unchosen });
  const { errors, checkoutUrl } = (await c.var.flattr.request(FundWalletDocument)).fundWallet;
  const refusal = firstRefusal(errors);
  if (refusal) return showBudget(c, { refusal });
  return showLeaving(c, { url: checkoutUrl, to: 'the payment page' });
};

/** Keeps the choice with the budget, which later top-ups follow as well. */
const chooseMonths = async (c: WebContext, form: Form) => {
  const { viewer } = await c.var.flattr.request(BudgetPageDocument, {});
  const budget = viewer?.nextBudget ?? viewer?.budget;
  const monthsAtOnce = +form.text('monthsAtOnce');
  if (!budget || !monthsAtOnce || budget.monthsAtOnce === monthsAtOnce) return [];
  const input = { ...budget.amount, monthsAtOnce, maxPerFlattr: budget.maxPerFlattr?.amount ?? null };
  return (await c.var.flattr.request(SetBudgetDocument, { input })).setBudget.errors;
};
